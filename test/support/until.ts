import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 50;

/**
 * Waits for a condition.
 * @param check returns what is waited for; null, undefined, false or an error mean not yet
 * @throws what was seen last when the limit has passed
 */
export async function until<Value>(
  check: () => Promise<Value> | Value,
  limitMs: number,
): Promise<NonNullable<Value>> {
  for (const deadline = Date.now() + limitMs; ; await delay(POLL_MS)) {
    const { value, error } = await attempt(check);
    if (value) return value;
    if (Date.now() > deadline)
      throw new Error(`still not so after ${limitMs} ms: ${check.toString()}`, { cause: error });
  }
}

async function attempt<Value>(
  check: () => Promise<Value> | Value,
): Promise<{ value?: NonNullable<Value>; error?: unknown }> {
  try {
    return { value: (await check()) ?? undefined };
  } catch (error) {
    return { error };
  }
}
