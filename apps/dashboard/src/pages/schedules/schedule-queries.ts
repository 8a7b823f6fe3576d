import type { components } from '@app/client';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/api';
import { usePolling } from '../../api/live';
import type { Schedule, TaskLine } from '../../operation/answers';
import { SCHEDULES } from '../../api/query-keys';

const RENEW_MS = 5_000;

type SchedulePage = components['schemas']['SchedulePage'];

/** All schedules by name; page after page, as people keep few of them. */
export function useSchedules() {
  return useQuery({ queryKey: SCHEDULES, queryFn: allSchedules, refetchInterval: usePolling(RENEW_MS) });
}

async function allSchedules(): Promise<readonly Schedule[]> {
  const found: Schedule[] = [];
  let cursor: string | null = null;
  do {
    const query: { limit: number; cursor?: string } = { limit: 200, ...(cursor !== null && { cursor }) };
    const page = (await api.GET('/api/v1/schedules', { params: { query } })).data as SchedulePage;
    found.push(...(page.data as Schedule[]));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
}

/** The newest tasks that a schedule made. */
export function useHistory(id: string, enabled: boolean) {
  return useQuery({
    queryKey: [...SCHEDULES, id, 'tasks'],
    queryFn: async () =>
      (await api.GET('/api/v1/tasks', { params: { query: { schedule: [id], limit: 10 } } })).data
        ?.data as TaskLine[],
    refetchInterval: usePolling(RENEW_MS),
    enabled,
  });
}
