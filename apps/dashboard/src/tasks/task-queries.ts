import type { components, operations } from '@app/client';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api } from '../api/api';
import { useFallback } from '../api/live';
import { taskKey, TASKS } from '../api/query-keys';

export type Task = components['schemas']['TaskView'];
export type TaskStatus = Task['status'];
export type Attempt = components['schemas']['AttemptView'];
export type TaskType = components['schemas']['TaskTypeView'];
export type LogLine = components['schemas']['TaskLogView'];
export type WebhookDelivery = components['schemas']['WebhookDeliveryView'];
export type TaskFilter = NonNullable<operations['listTasks']['parameters']['query']>;

const PAGE = 50;
const FALLBACK_MS = 3_000;

export const STATUSES = ['PENDING', 'PROCESSING', 'COMPLETED', 'FAILED', 'CANCELLED'] as const satisfies readonly TaskStatus[];

export const hasEnded = ({ status }: Pick<Task, 'status'>): boolean => status !== 'PENDING' && status !== 'PROCESSING';

/** Newest first, page after page. */
export function useTasks(filter: TaskFilter) {
  return useInfiniteQuery({
    queryKey: [...TASKS, filter],
    queryFn: async ({ pageParam, signal }) => {
      const query = { ...filter, limit: PAGE, ...(pageParam && { cursor: pageParam }) };
      return (await api.GET('/api/v1/tasks', { params: { query }, signal })).data as components['schemas']['TaskPage'];
    },
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: useFallback(FALLBACK_MS),
  });
}

export function useTask(id: string) {
  return useQuery({
    queryKey: taskKey(id),
    queryFn: async ({ signal }) => (await api.GET('/api/v1/tasks/{id}', { params: { path: { id } }, signal })).data as Task,
    refetchInterval: useFallback(FALLBACK_MS),
  });
}

export function useAttempts(id: string) {
  return useQuery({
    queryKey: [...taskKey(id), 'attempts'],
    queryFn: async () => (await api.GET('/api/v1/tasks/{id}/attempts', { params: { path: { id } } })).data?.data as Attempt[],
  });
}

export function useLogs(id: string) {
  return useQuery({
    queryKey: [...taskKey(id), 'logs'],
    queryFn: async () => (await api.GET('/api/v1/tasks/{id}/logs', { params: { path: { id } } })).data?.data as LogLine[],
  });
}

export function useWebhookDeliveries(id: string) {
  return useQuery({
    queryKey: [...taskKey(id), 'webhooks'],
    queryFn: async () =>
      (await api.GET('/api/v1/tasks/{id}/webhook-deliveries', { params: { path: { id } } })).data?.data as WebhookDelivery[],
  });
}

export function useTaskTypes() {
  return useQuery({
    queryKey: ['task-types'],
    queryFn: async () => (await api.GET('/api/v1/task-types')).data?.data as TaskType[],
    staleTime: Infinity,
  });
}
