import { availableParallelism } from 'node:os';
import { extname, join } from 'node:path';
import { MessageChannel, type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { LOGGER, type Logger } from '@app/observability';
import { InvalidInput, type TaskContext, TaskError } from '@app/tasks';
import { Piscina } from 'piscina';
import type { ThreadFile } from './thread-file.js';
import type { ThreadAnswer, ThreadError, ThreadMessage, ThreadOrder } from './thread-messages.js';

/**
 * Of JavaScript objects in one thread. Buffers and WebAssembly are outside: whoever uses much of them bounds
 * them.
 */
const THREAD_MEMORY_MIB = 256;

/** Work that looks at its signal ends by itself; after this time its thread is ended. */
const ABORT_GRACE_MS = 1_000;
const IDLE_THREAD_MS = 30_000;

export type WorkContext = Pick<TaskContext<unknown>, 'taskId' | 'signal' | 'progress'>;

/**
 * Runs work that needs much CPU in threads, so that the event loop stays free for leases, progress and other
 * tasks. The threads are started when they are first needed, and end when nothing needs them.
 */
@Injectable()
export class CpuWork implements OnApplicationShutdown {
  private pool: Piscina<ThreadOrder, ThreadAnswer> | null = null;

  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  /** How many threads work at once; what is more waits. One core is left to the event loop. */
  readonly threads = Math.max(1, availableParallelism() - 1);

  /** Arguments of Node for the threads; for tests, which run the sources as they are. */
  protected readonly execArgv: string[] = [];

  /**
   * Does the work of a file in a thread.
   * @param context of the task: abort reaches the thread, progress and logs come back
   * @throws InvalidInput where the work throws an `UnusableInput`; what the work throws otherwise; TaskError
   *   where its thread dies; the reason of the signal where that aborts
   */
  async run<Input, Output>(
    { href }: ThreadFile<Input, Output>,
    input: Input,
    context: WorkContext,
  ): Promise<Output> {
    context.signal.throwIfAborted();
    const { port1: port, port2 } = new MessageChannel();
    port.on('message', (message: ThreadMessage) => this.receive(message, context));
    const ending = new AbortController();
    const stop = stopThread(port, ending);
    context.signal.addEventListener('abort', stop.begin, { once: true });
    try {
      const ordered = this.threadPool().run(
        { href, input, port: port2 },
        { transferList: [port2], signal: ending.signal },
      );
      const answer = await ordered.catch((error: unknown) => this.died(error, context));
      return outputOf(answer, context) as Output;
    } finally {
      stop.forget();
      context.signal.removeEventListener('abort', stop.begin);
      this.receiveAll(port, context);
      port.close();
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool?.destroy();
    this.pool = null;
  }

  private threadPool(): Piscina<ThreadOrder, ThreadAnswer> {
    if (this.pool) return this.pool;
    this.pool = new Piscina<ThreadOrder, ThreadAnswer>({
      filename: join(import.meta.dirname, `thread-entry${extname(import.meta.filename)}`),
      minThreads: 0,
      maxThreads: this.threads,
      idleTimeout: IDLE_THREAD_MS,
      resourceLimits: { maxOldGenerationSizeMb: THREAD_MEMORY_MIB },
      execArgv: this.execArgv,
    });
    // A thread that dies between two works: an event without a listener would end the process.
    this.pool.on('error', (error: unknown) => this.logger.warn({ err: error }, 'an idle thread ended'));
    return this.pool;
  }

  /** The answer comes another way, and may be faster than what was sent before it. */
  private receiveAll(port: MessagePort, context: WorkContext): void {
    for (let sent = receiveMessageOnPort(port); sent; sent = receiveMessageOnPort(port))
      this.receive(sent.message as ThreadMessage, context);
  }

  private receive(message: ThreadMessage, { taskId, progress }: WorkContext): void {
    if (message.kind === 'progress') progress(message.percent, message.message);
    else this.logger[message.level]({ ...message.fields, taskId }, message.message);
  }

  private died(error: unknown, { taskId, signal }: WorkContext): never {
    signal.throwIfAborted();
    const code = (error as { code?: unknown } | null)?.code;
    this.logger.error({ taskId, code }, 'a thread ended while it worked');
    if (code !== 'ERR_WORKER_OUT_OF_MEMORY') {
      throw new TaskError('internal', 'The thread that did the work ended unexpectedly.', {
        retryable: true,
        cause: error,
      });
    }
    const message = `The work needs more memory than a thread may have (${THREAD_MEMORY_MIB} MiB).`;
    throw new TaskError('internal', message, { retryable: false, cause: error });
  }
}

function outputOf(answer: ThreadAnswer, { signal }: WorkContext): unknown {
  if (answer.kind === 'output') return answer.output;
  if (answer.kind === 'unusable') throw new InvalidInput(answer.message);
  signal.throwIfAborted();
  throw errorFrom(answer.error); // told with its stack and causes, as any error that a handler did not mean
}

function errorFrom({ name, message, stack, cause }: ThreadError): Error {
  return Object.assign(new Error(message, { cause: cause && errorFrom(cause) }), { name, stack });
}

/** First asks, then ends the thread. */
function stopThread(port: MessagePort, ending: AbortController): { begin: () => void; forget: () => void } {
  let timer: NodeJS.Timeout | undefined;
  return {
    begin: () => {
      port.postMessage('stop');
      timer = setTimeout(() => ending.abort(), ABORT_GRACE_MS);
    },
    forget: () => clearTimeout(timer),
  };
}
