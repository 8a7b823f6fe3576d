import { createContext, Script } from 'node:vm';

/** It took longer than it may. */
export class TookTooLong extends Error {
  override readonly name = 'TookTooLong';
}

const inside: { work: (() => unknown) | null } = { work: null };
const context = createContext(inside);
const script = new Script('work()');

/**
 * Does work that is not ours to bound, such as a check by a schema that somebody else wrote, and stops it
 * after so long: it can't be waited for elsewhere, as it never lets go of the thread. To watch costs some 150
 * µs.
 * @throws TookTooLong
 */
export function withinMs<Value>(limitMs: number, work: () => Value): Value {
  const { work: before } = inside;
  inside.work = work;
  try {
    return script.runInContext(context, { timeout: limitMs }) as Value;
  } catch (error) {
    if ((error as { code?: unknown } | null)?.code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    throw new TookTooLong(`It took longer than ${limitMs} ms.`, { cause: error });
  } finally {
    inside.work = before;
  }
}
