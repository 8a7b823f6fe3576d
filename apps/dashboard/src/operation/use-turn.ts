import { useEffect, useState } from 'react';

/** Lets the browser paint and hear between two drawings. */
const PAUSE_MS = 16;

const waiting: (() => void)[] = [];

/**
 * A value, when it is its turn: everybody who waits is served in a task of the browser's own, so that a page
 * with many charts never stands still while all of them are drawn.
 * @returns null before the first turn
 */
export function useTurn<Value>(value: Value): Value | null {
  const [shown, show] = useState<Value | null>(null);
  useEffect(() => {
    let isWanted = true;
    takeTurn(() => isWanted && show(() => value));
    return () => void (isWanted = false);
  }, [value]);
  return shown;
}

function takeTurn(act: () => void): void {
  waiting.push(act);
  if (waiting.length === 1) serve();
}

function serve(): void {
  window.setTimeout(() => {
    waiting[0]?.();
    waiting.shift();
    if (waiting.length > 0) serve();
  }, PAUSE_MS);
}
