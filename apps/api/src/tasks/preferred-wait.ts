/** In seconds. */
const LONGEST_WAIT = 60;

/**
 * How long a client that sent `Prefer: wait=N` wants to wait for the task's end, in milliseconds; null where it sent none. A
 * preference that is not understood is ignored, as RFC 7240 asks: also a wait that is no whole number from 1 to 60.
 */
export function preferredWaitMs(header: string | undefined): number | null {
  for (const preference of (header ?? '').split(',')) {
    const [, value] = /^\s*wait\s*=\s*"?([^";]*)"?\s*(?:;.*)?$/i.exec(preference) ?? [];
    if (value === undefined) continue;
    const seconds = /^\d{1,2}$/.test(value.trim()) ? Number(value) : 0;
    return seconds >= 1 && seconds <= LONGEST_WAIT ? seconds * 1_000 : null; // the first one counts
  }
  return null;
}
