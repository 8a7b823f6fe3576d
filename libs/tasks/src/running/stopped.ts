import { setTimeout as delay } from 'node:timers/promises';

/**
 * Rejects with the signal's reason when the signal has been aborted for so long. Never resolves, and holds no
 * timer before.
 */
export function stoppedFor(signal: AbortSignal, graceMs: number): Promise<never> {
  return new Promise((_, reject) => {
    const later = (): void =>
      void delay(graceMs, undefined, { ref: false }).then(() => reject(signal.reason as Error));
    if (signal.aborted) later();
    else signal.addEventListener('abort', later, { once: true });
  });
}
