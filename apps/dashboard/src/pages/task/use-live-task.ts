import { follow, textAfter } from '@app/client';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { apiKey } from '../../api/key';
import { taskKey } from '../../api/query-keys';
import { hasEnded, type Task } from '../../tasks/task-queries';

/** What a task that runs tells before its row is read again. */
export interface LiveTask {
  readonly text: string;
  readonly percent: number;
  readonly message: string | null;
}

const NOTHING: LiveTask = { text: '', percent: 0, message: null };

/**
 * Follows a task as long as it has not ended: its text as it is generated, its progress at once. Of one that
 * ended without a result the text is kept that it had written until then; the server has it for an hour.
 */
export function useLiveTask(task: Task): LiveTask {
  const queries = useQueryClient();
  const { id } = task;
  const isOver = hasEnded(task);
  const isWanted = !isOver || task.result === null;
  const [live, setLive] = useState(NOTHING);
  useEffect(() => {
    if (!isWanted) return;
    const leaving = new AbortController();
    const renew = (): void => void (isOver || queries.invalidateQueries({ queryKey: taskKey(id) }));
    const reading = isOver
      ? readBack(id, leaving.signal, setLive)
      : keepUp(id, leaving.signal, setLive, renew);
    void reading.catch(() => renew());
    return () => leaving.abort();
  }, [id, isOver, isWanted, queries]);
  return live;
}

type Show = (change: (old: LiveTask) => LiveTask) => void;

async function keepUp(id: string, signal: AbortSignal, show: Show, renew: () => void): Promise<void> {
  let text = '';
  for await (const event of eventsOf(id, signal)) {
    if (event.event === 'delta' || event.event === 'reset') {
      text = textAfter(text, event);
      const now = text;
      show((old) => ({ ...old, text: now }));
    }
    if (event.event === 'progress') show((old) => ({ ...old, ...event.data }));
    if (event.event === 'status' || event.event === 'end') renew();
  }
}

/** Shown at once, not as it was written. */
async function readBack(id: string, signal: AbortSignal, show: Show): Promise<void> {
  let text = '';
  for await (const event of eventsOf(id, signal)) text = textAfter(text, event);
  if (text) show(() => ({ ...NOTHING, text }));
}

function eventsOf(id: string, signal: AbortSignal): ReturnType<typeof follow> {
  return follow(id, { baseUrls: [window.location.origin], apiKey: apiKey() ?? undefined, signal });
}
