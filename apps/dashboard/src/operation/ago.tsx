import { useSyncExternalStore } from 'react';
import { useFormat } from './format';

const TICK_MS = 5_000;

/** How long ago something was; it grows older by itself. */
export function Ago({ time }: { readonly time: string }) {
  const { fromNow, moment } = useFormat();
  useSyncExternalStore(onTick, tick);
  return (
    <time dateTime={time} title={moment(time)}>
      {fromNow(time, 'short')}
    </time>
  );
}

const listening = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** One clock for all that is shown. */
function onTick(listen: () => void): () => void {
  listening.add(listen);
  timer ??= setInterval(() => listening.forEach((each) => each()), TICK_MS);
  return () => {
    listening.delete(listen);
    if (listening.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function tick(): number {
  return Math.floor(Date.now() / TICK_MS);
}
