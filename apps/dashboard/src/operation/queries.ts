import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Queue, Stats, Window, Worker } from './answers';
import { api } from '../api/api';

const FIGURES_MS = 2_000;
const STATS_MS = 10_000;

/** Keys of what the pages keep; a change of a thing renews all that begins with its name. */
export const QUEUES = ['queues'] as const;
export const WORKERS = ['workers'] as const;
export const SCHEDULES = ['schedules'] as const;

export function useStats(window: Window) {
  return useQuery({
    queryKey: ['stats', window],
    queryFn: async () => (await api.GET('/api/v1/stats', { params: { query: { window } } })).data as Stats,
    refetchInterval: STATS_MS,
    placeholderData: keepPreviousData,
  });
}

export function useQueues() {
  return useQuery({
    queryKey: QUEUES,
    queryFn: async () => (await api.GET('/api/v1/queues')).data?.data as Queue[],
    refetchInterval: FIGURES_MS,
  });
}

export function useWorkers() {
  return useQuery({
    queryKey: WORKERS,
    queryFn: async () => (await api.GET('/api/v1/workers')).data?.data as Worker[],
    refetchInterval: FIGURES_MS,
  });
}
