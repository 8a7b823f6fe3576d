import type { components, operations } from '@app/client';
import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/api';
import { useFallback } from '../api/live';
import { TASK_COUNTS, taskKey, TASKS, WORKERS } from '../api/query-keys';

export type Task = components['schemas']['TaskView'];
export type TaskStatus = Task['status'];
export type Attempt = components['schemas']['AttemptView'];
export type TaskType = components['schemas']['TaskTypeView'];
export type LogLine = components['schemas']['TaskLogView'];
export type WebhookDelivery = components['schemas']['WebhookDeliveryView'];
export type StatusCount = components['schemas']['StatusCountView'];

type ListQuery = NonNullable<operations['listTasks']['parameters']['query']>;
export type TaskSort = NonNullable<ListQuery['sort']>;
/** The filters of a list; those of metadata have names that nobody knows before. */
export type TaskFilter = Omit<ListQuery, 'sort' | 'limit' | 'cursor'> &
  Readonly<Record<`metadata.${string}`, string | string[]>>;

const PAGE = 50;
const FALLBACK_MS = 3_000;
const COUNTS_FALLBACK_MS = 10_000;

export const STATUSES = [
  'PENDING',
  'PROCESSING',
  'COMPLETED',
  'FAILED',
  'CANCELLED',
] as const satisfies readonly TaskStatus[];

export const hasEnded = ({ status }: Pick<Task, 'status'>): boolean =>
  status !== 'PENDING' && status !== 'PROCESSING';

/** In an order, page after page. */
export function useTasks(filter: TaskFilter, sort: TaskSort) {
  return useInfiniteQuery({
    queryKey: [...TASKS, filter, sort],
    queryFn: async ({ pageParam, signal }) => {
      for (let cursor = pageParam; ;) {
        const query = { ...filter, sort, limit: PAGE, ...(cursor && { cursor }) };
        const page = (await api.GET('/api/v1/tasks', { params: { query }, signal }))
          .data as components['schemas']['TaskPage'];
        if (page.data.length > 0 || page.nextCursor === null) return page;
        cursor = page.nextCursor; // of a search that has found nothing so far
      }
    },
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: useFallback(FALLBACK_MS),
  });
}

/** How many of those that match are in which status, whatever status the filter names. */
export function useTaskCounts({ status: _status, ...filter }: TaskFilter) {
  return useQuery({
    queryKey: [...TASK_COUNTS, filter],
    queryFn: async ({ signal }) =>
      (await api.GET('/api/v1/tasks/counts', { params: { query: filter }, signal })).data
        ?.data as StatusCount[],
    placeholderData: keepPreviousData,
    refetchInterval: useFallback(COUNTS_FALLBACK_MS),
  });
}

const MOST_RUNNING = 200;

/** The newest tasks that run, of all workers in one answer. */
export function useRunning(enabled: boolean) {
  return useQuery({
    queryKey: [...WORKERS, 'tasks'],
    queryFn: async ({ signal }) => {
      const query = { status: ['PROCESSING' as const], limit: MOST_RUNNING };
      return (await api.GET('/api/v1/tasks', { params: { query }, signal })).data?.data as Task[];
    },
    enabled,
  });
}

export function useTask(id: string) {
  return useQuery({
    queryKey: taskKey(id),
    queryFn: async ({ signal }) =>
      (await api.GET('/api/v1/tasks/{id}', { params: { path: { id } }, signal })).data as Task,
    refetchInterval: useFallback(FALLBACK_MS),
  });
}

export function useAttempts(id: string) {
  return useQuery({
    queryKey: [...taskKey(id), 'attempts'],
    queryFn: async () =>
      (await api.GET('/api/v1/tasks/{id}/attempts', { params: { path: { id } } })).data?.data as Attempt[],
  });
}

/** All lines; of a log that grows only those are read that are new. */
export function useLogs(id: string) {
  const queries = useQueryClient();
  const queryKey = [...taskKey(id), 'logs'];
  return useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      const known = queries.getQueryData<LogLine[]>(queryKey) ?? [];
      const added = await linesAfter(id, known.at(-1)?.id ?? 0, signal);
      return added.length > 0 ? [...known, ...added] : known;
    },
  });
}

/** A long log comes in several answers. */
async function linesAfter(id: string, after: number, signal: AbortSignal): Promise<LogLine[]> {
  const lines: LogLine[] = [];
  for (let next: number | null = after; next !== null;) {
    const { data }: { data?: components['schemas']['TaskLogList'] } = await api.GET(
      '/api/v1/tasks/{id}/logs',
      {
        params: { path: { id }, query: { after: next } },
        signal,
      },
    );
    lines.push(...(data?.data ?? []));
    next = data?.nextAfter ?? null;
  }
  return lines;
}

export function useWebhookDeliveries(id: string) {
  return useQuery({
    queryKey: [...taskKey(id), 'webhooks'],
    queryFn: async () =>
      (await api.GET('/api/v1/tasks/{id}/webhook-deliveries', { params: { path: { id } } })).data
        ?.data as WebhookDelivery[],
  });
}

export function useTaskTypes() {
  return useQuery({
    queryKey: ['task-types'],
    queryFn: async () => (await api.GET('/api/v1/task-types')).data?.data as TaskType[],
    staleTime: Infinity,
  });
}
