import { openStream } from '@app/client';
import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { keyHeaders } from './key';

const IDLE_MS = 30_000;
const RETRY_MS = 2_000;

/** However many tasks change: the pages read again so often at most. */
const RENEW_MS = 1_000;

/** Keys of queries that a change of any task makes old. */
const CHANGED_BY_TASKS = [['tasks']];

const Connected = createContext(false);

/** Whether changes come live now. */
export const useConnected = (): boolean => useContext(Connected);

/** Listens to the changes of all tasks once for all pages, and renews what they show. */
export function Live({ children }: { readonly children: ReactNode }) {
  const queries = useQueryClient();
  const [connected, setConnected] = useState(false);
  useEffect(() => {
    const ending = new AbortController();
    let timer: number | undefined;
    const renew = (): void => {
      timer ??= window.setTimeout(() => {
        timer = undefined;
        for (const queryKey of CHANGED_BY_TASKS) void queries.invalidateQueries({ queryKey });
      }, RENEW_MS);
    };
    void listen(ending.signal, renew, setConnected);
    return () => {
      ending.abort();
      window.clearTimeout(timer);
    };
  }, [queries]);
  return <Connected value={connected}>{children}</Connected>;
}

async function listen(signal: AbortSignal, changed: () => void, connected: (is: boolean) => void): Promise<void> {
  while (!signal.aborted) {
    await connection(signal, changed, connected).catch(() => undefined); // the page says that it is not live
    if (signal.aborted) return;
    connected(false);
    await new Promise((resolve) => window.setTimeout(resolve, RETRY_MS));
  }
}

async function connection(signal: AbortSignal, changed: () => void, connected: (is: boolean) => void): Promise<void> {
  const events = await openStream({ url: '/api/v1/events', headers: keyHeaders(), idleMs: IDLE_MS, signal });
  connected(true);
  changed(); // what happened while there was no connection
  if (events) for await (const _ of events) changed();
}
