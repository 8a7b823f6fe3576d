import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Queue, Stats, Window, Worker } from './answers';
import { api } from '../api/api';
import { usePolling } from '../api/live';
import { QUEUES, STATS, WORKERS } from '../api/query-keys';

const FIGURES_MS = 2_000;
const STATS_MS = 10_000;

export function useStats(window: Window) {
  return useQuery({
    queryKey: [...STATS, window],
    queryFn: async () => (await api.GET('/api/v1/stats', { params: { query: { window } } })).data as Stats,
    refetchInterval: usePolling(STATS_MS),
    placeholderData: keepPreviousData,
  });
}

export function useQueues() {
  return useQuery({
    queryKey: QUEUES,
    queryFn: async () => (await api.GET('/api/v1/queues')).data?.data as Queue[],
    refetchInterval: usePolling(FIGURES_MS),
  });
}

export function useWorkers() {
  return useQuery({
    queryKey: WORKERS,
    queryFn: async () => (await api.GET('/api/v1/workers')).data?.data as Worker[],
    refetchInterval: usePolling(FIGURES_MS),
  });
}
