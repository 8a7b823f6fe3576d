import type { INestApplication } from '@nestjs/common';
import type { Logger } from '@app/observability';

/** An error that nobody handled. */
export interface UnhandledError {
  readonly error: unknown;
  /** A promise that was rejected: the code around it ran to its end, so that the process is as it was. */
  readonly isRejection: boolean;
}

/** Does what is to be done before the process ends. @returns whether it may go on instead */
export type UnhandledHandler = (application: INestApplication, unhandled: UnhandledError) => Promise<boolean>;

/** Giving tasks back must not keep a process that is in an unknown state. */
const LIMIT_MS = 10_000;

/**
 * A process in an unknown state must not go on. What it does before its end, or that it need not end, a
 * handler decides.
 */
export class UnhandledErrors {
  private application: INestApplication | null = null;

  constructor(
    private readonly logger: Logger,
    private readonly handler?: UnhandledHandler,
  ) {
    process.on('uncaughtException', (error: unknown) => void this.meet({ error, isRejection: false }));
    process.on('unhandledRejection', (error: unknown) => void this.meet({ error, isRejection: true }));
  }

  /** From now on the handler is asked. */
  watch(application: INestApplication): void {
    this.application = application;
  }

  private async meet(unhandled: UnhandledError): Promise<void> {
    if (await this.mayGoOn(unhandled)) return;
    this.logger.fatal({ err: unhandled.error }, 'unhandled error');
    process.exit(1);
  }

  private async mayGoOn(unhandled: UnhandledError): Promise<boolean> {
    if (!this.application || !this.handler) return false;
    const limit = setTimeout(() => process.exit(1), LIMIT_MS);
    const goesOn = await this.handler(this.application, unhandled).catch(() => false);
    clearTimeout(limit);
    return goesOn;
  }
}
