import { useQuery } from '@tanstack/react-query';
import type { Schedule, TaskLine } from '../../operation/answers';
import { SCHEDULES } from '../../operation/queries';
import { request } from '../../operation/request';

const RENEW_MS = 5_000;

interface Page<Item> {
  readonly data: readonly Item[];
  readonly nextCursor: string | null;
}

/** All schedules by name; page after page, as people keep few of them. */
export function useSchedules() {
  return useQuery({ queryKey: SCHEDULES, queryFn: allSchedules, refetchInterval: RENEW_MS });
}

async function allSchedules(): Promise<readonly Schedule[]> {
  const found: Schedule[] = [];
  let cursor: string | null = null;
  do {
    const after: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page: Page<Schedule> = await request('GET', `/schedules?limit=200${after}`);
    found.push(...page.data);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
}

/** The newest tasks that a schedule made. */
export function useHistory(id: string, enabled: boolean) {
  return useQuery({
    queryKey: [...SCHEDULES, id, 'tasks'],
    queryFn: async () => (await request<Page<TaskLine>>('GET', `/tasks?schedule=${id}&limit=10`)).data,
    refetchInterval: RENEW_MS,
    enabled,
  });
}

export interface TaskType {
  readonly name: string;
  readonly description: string;
}

export function useTaskTypes() {
  return useQuery({
    queryKey: ['task-types'],
    queryFn: async () => (await request<{ data: TaskType[] }>('GET', '/task-types')).data,
    staleTime: Infinity,
  });
}
