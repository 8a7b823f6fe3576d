import type { components } from '@app/client';
import { useMutation, useQuery } from '@tanstack/react-query';
import { api } from '../../api/api';
import type { TaskFilter } from '../../tasks/task-queries';

export type BulkAction = components['schemas']['BulkActionView'];
export type BulkActionName = BulkAction['action'];

const RENEW_MS = 400;

/** How many tasks an action would be about. */
export function useBulkCount(action: BulkActionName, filter: TaskFilter) {
  return useQuery({
    queryKey: ['bulk-count', action, filter],
    queryFn: async () => {
      const { data } = await api.POST('/api/v1/bulk-actions', { body: { action, filter, dryRun: true } });
      return (data as components['schemas']['BulkCountView']).matched;
    },
    gcTime: 0,
  });
}

export function useStartBulk(action: BulkActionName, filter: TaskFilter) {
  return useMutation({
    mutationFn: async () =>
      (await api.POST('/api/v1/bulk-actions', { body: { action, filter } })).data as BulkAction,
  });
}

/** An action that was started, until it has ended. */
export function useBulkAction(started: BulkAction | undefined) {
  const id = started?.id ?? '';
  return useQuery({
    queryKey: ['bulk', id],
    queryFn: async () =>
      (await api.GET('/api/v1/bulk-actions/{id}', { params: { path: { id } } })).data as BulkAction,
    enabled: started !== undefined,
    initialData: started,
    refetchInterval: ({ state }) => (state.data?.status === 'RUNNING' ? RENEW_MS : false),
  });
}

export function stopBulk({ id }: BulkAction): Promise<unknown> {
  return api.POST('/api/v1/bulk-actions/{id}/cancel', { params: { path: { id } } });
}
