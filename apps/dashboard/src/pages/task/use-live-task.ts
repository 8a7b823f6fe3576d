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

/** Follows a task as long as it has not ended: its text as it is generated, its progress at once. */
export function useLiveTask(task: Task): LiveTask {
  const queries = useQueryClient();
  const { id } = task;
  const isOver = hasEnded(task);
  const [live, setLive] = useState(NOTHING);
  useEffect(() => {
    if (isOver) return;
    const leaving = new AbortController();
    const renew = (): void => void queries.invalidateQueries({ queryKey: taskKey(id) });
    setLive(NOTHING);
    void keepUp(id, leaving.signal, setLive, renew).catch(() => renew());
    return () => leaving.abort();
  }, [id, isOver, queries]);
  return live;
}

async function keepUp(id: string, signal: AbortSignal, show: (change: (old: LiveTask) => LiveTask) => void, renew: () => void) {
  for await (const event of follow(id, { baseUrls: [window.location.origin], apiKey: apiKey() ?? undefined, signal })) {
    if (event.event === 'delta' || event.event === 'reset') show((old) => ({ ...old, text: textAfter(old.text, event) }));
    if (event.event === 'progress') show((old) => ({ ...old, ...event.data }));
    if (event.event === 'status' || event.event === 'end') renew();
  }
}
