import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Queue, Stats, Window, Worker } from './answers';
import { request } from './request';

const FIGURES_MS = 2_000;
const STATS_MS = 10_000;

/** Keys of what the pages keep; a change of a thing renews all that begins with its name. */
export const QUEUES = ['queues'] as const;
export const WORKERS = ['workers'] as const;
export const SCHEDULES = ['schedules'] as const;

export function useStats(window: Window) {
  return useQuery({
    queryKey: ['stats', window],
    queryFn: () => request<Stats>('GET', `/stats?window=${window}`),
    refetchInterval: STATS_MS,
    placeholderData: keepPreviousData,
  });
}

export function useQueues() {
  return useQuery({
    queryKey: QUEUES,
    queryFn: async () => (await request<{ data: Queue[] }>('GET', '/queues')).data,
    refetchInterval: FIGURES_MS,
  });
}

export function useWorkers() {
  return useQuery({
    queryKey: WORKERS,
    queryFn: async () => (await request<{ data: Worker[] }>('GET', '/workers')).data,
    refetchInterval: FIGURES_MS,
  });
}
