import type { MessagePort } from 'node:worker_threads';
import type { ThreadAnswer, ThreadError, ThreadMessage, ThreadOrder } from './thread-messages.js';
import type { ThreadContext, ThreadWork } from './thread-work.js';

/**
 * What every thread runs: loads the file of the order and does its work. It imports nothing else, so that a
 * thread starts quickly.
 */
export default async function work({ href, input, port }: ThreadOrder): Promise<ThreadAnswer> {
  try {
    const { default: run } = (await import(href)) as { default: ThreadWork<unknown, unknown> };
    return { kind: 'output', output: await run(input, contextOf(port)) };
  } catch (error) {
    return answerTo(error);
  } finally {
    port.close();
  }
}

function contextOf(port: MessagePort): ThreadContext {
  const stopping = new AbortController();
  port.once('message', () => stopping.abort()); // nothing else is ever sent to a thread
  const send = (message: ThreadMessage): void => port.postMessage(message);
  return {
    signal: stopping.signal,
    progress: (percent, message) => send({ kind: 'progress', percent, message }),
    log: (level, message, fields = {}) => send({ kind: 'log', level, message, fields }),
  };
}

/** By name: the file of the order may have loaded the class from elsewhere. */
function answerTo(thrown: unknown): ThreadAnswer {
  if (thrown instanceof Error && thrown.name === 'UnusableInput')
    return { kind: 'unusable', message: thrown.message };
  return { kind: 'error', error: described(thrown) };
}

/** Deeper causes say nothing more. */
const MOST_CAUSES = 5;

function described(thrown: unknown, depth = 0): ThreadError {
  if (!(thrown instanceof Error)) return { name: typeof thrown, message: String(thrown) };
  const { name, message, stack, cause } = thrown;
  const hasCause = cause !== undefined && cause !== null && depth < MOST_CAUSES;
  return { name, message, stack, cause: hasCause ? described(cause, depth + 1) : undefined };
}
