import { openStream, type TaskEvent } from '@app/client';
import { type QueryClient, type QueryKey, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { keyHeaders } from './key';
import { Pace } from './pace';
import { QUEUES, SCHEDULES, STATS, TASK_COUNTS, taskKey, TASKS, WORKERS } from './query-keys';

const IDLE_MS = 30_000;
const RETRY_MS = 2_000;

/** What a change of any task makes old, and how often it is read again at most, however many tasks change. */
const CHANGED_BY_TASKS = [
  { queryKey: TASKS, everyMs: 1_000 },
  { queryKey: QUEUES, everyMs: 2_000 },
  { queryKey: WORKERS, everyMs: 3_000 },
  { queryKey: TASK_COUNTS, everyMs: 4_000 },
  { queryKey: STATS, everyMs: 5_000 },
  { queryKey: SCHEDULES, everyMs: 5_000 },
];
const ONE_TASK_MS = 500;

/**
 * What no change of a task tells: that a worker is gone, that somebody paused a queue, that the oldest task
 * grows older.
 */
const STILL_MS = 15_000;

const Connected = createContext(false);

/** Whether changes come live now. */
export const useConnected = (): boolean => useContext(Connected);

/** How often to ask without having been told of a change: rarely while changes come live. */
export function usePolling(everyMs: number): number {
  return useConnected() ? Math.max(STILL_MS, everyMs) : everyMs;
}

/** How often to ask for what every change of a task tells: only while none come live. */
export function useFallback(everyMs: number): number | false {
  return useConnected() ? false : everyMs;
}

/** Listens to the changes of all tasks once for all pages, and renews what they show. */
export function Live({ children }: { readonly children: ReactNode }) {
  const queries = useQueryClient();
  const [connected, setConnected] = useState(false);
  useEffect(() => {
    const ending = new AbortController();
    const renewal = new Renewal(queries);
    void listen(ending.signal, (change) => renewal.changed(change), setConnected);
    return () => (ending.abort(), renewal.end());
  }, [queries]);
  return <Connected value={connected}>{children}</Connected>;
}

/** Reads again what is on the page and has changed. */
class Renewal {
  private readonly shared: readonly Pace[];
  private readonly one: Pace;
  private changedTasks = new Set<string>();

  constructor(private readonly queries: QueryClient) {
    this.shared = CHANGED_BY_TASKS.map(
      ({ queryKey, everyMs }) => new Pace(() => this.renew(queryKey), everyMs),
    );
    this.one = new Pace(() => this.renewTasks(), ONE_TASK_MS);
  }

  /** @param taskId null where anything may have changed */
  changed(taskId: string | null): void {
    for (const pace of this.shared) pace.want();
    const shown = this.shownTasks().filter((id) => taskId === null || id === taskId);
    for (const id of shown) this.changedTasks.add(id);
    if (shown.length > 0) this.one.want();
  }

  end(): void {
    for (const pace of [...this.shared, this.one]) pace.end();
  }

  private shownTasks(): string[] {
    const [kind] = taskKey('');
    return this.queries
      .getQueryCache()
      .findAll({ queryKey: [kind], type: 'active' })
      .map(({ queryKey }) => String(queryKey[1]));
  }

  private async renewTasks(): Promise<void> {
    const ids = [...this.changedTasks];
    this.changedTasks.clear();
    await Promise.all(ids.map((id) => this.renew(taskKey(id))));
  }

  /** A hidden page reads nothing; what it shows is marked as old, and read when somebody looks. */
  private renew(queryKey: QueryKey): Promise<void> {
    const refetchType = document.hidden ? 'none' : 'active';
    return this.queries.invalidateQueries({ queryKey, refetchType }, { cancelRefetch: false });
  }
}

type Changed = (taskId: string | null) => void;

async function listen(
  signal: AbortSignal,
  changed: Changed,
  connected: (is: boolean) => void,
): Promise<void> {
  while (!signal.aborted) {
    await connection(signal, changed, connected).catch(() => undefined); // the page says that it is not live
    if (signal.aborted) return;
    connected(false);
    await new Promise((resolve) => window.setTimeout(resolve, RETRY_MS));
  }
}

async function connection(
  signal: AbortSignal,
  changed: Changed,
  connected: (is: boolean) => void,
): Promise<void> {
  const events = await openStream({ url: '/api/v1/events', headers: keyHeaders(), idleMs: IDLE_MS, signal });
  connected(true);
  changed(null); // what happened while there was no connection
  if (events) for await (const event of events) changed(taskIn(event));
}

/** The stream of all tasks says of each change whose it is. */
function taskIn({ data }: TaskEvent): string | null {
  return 'taskId' in data && typeof data.taskId === 'string' ? data.taskId : null;
}
