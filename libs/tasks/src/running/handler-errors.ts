import { Inject, Injectable } from '@nestjs/common';
import { Configuration } from '@app/config';
import {
  errorDetails,
  LOGGER,
  type Logger,
  type SecretMask,
  secretMask,
  type ToldError,
} from '@app/observability';
import type { StoredErrorDetails, Task, TaskErrorCode } from '@app/persistence';
import { TaskError } from '@app/handlers';
import { toStorable } from '../input/storable.js';

/**
 * What an error of a handler says: its code and message to whoever reads the task, the rest with the attempt.
 */
export interface HandlerError {
  readonly code: string;
  readonly message: string;
  readonly retryable: boolean;
  readonly retryAfterMs?: number | undefined;
  readonly details?: StoredErrorDetails | undefined;
}

/**
 * Tells what handlers throw, without the values of our secrets, and of unexpected errors only as much as
 * ERROR_DETAILS allows.
 */
@Injectable()
export class HandlerErrors {
  private readonly mask: SecretMask;
  private readonly areTold: boolean;

  constructor(
    { errorDetails: areTold, secrets }: Configuration,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.areTold = areTold;
    this.mask = secretMask(secrets);
  }

  /** Says nothing that could not be stored. */
  told(thrown: unknown): HandlerError {
    const { name, message, stack, causes } = errorDetails(thrown);
    const masked = this.mask(message);
    const details = this.areTold
      ? { stack: stack && this.mask(stack), causes: causes.map((cause) => this.masked(cause)) }
      : undefined;
    if (thrown instanceof TaskError) {
      const { code, retryable, retryAfterMs } = thrown;
      const told = toStorable({ code, message: masked, retryable: Boolean(retryable), details });
      return { ...told, retryAfterMs }; // JSON has no Infinity, which an absurd Retry-After is
    }
    const shown = this.areTold ? masked : `The handler failed unexpectedly (${name}).`;
    const code: TaskErrorCode = 'internal';
    return toStorable({ code, message: shown, retryable: true, details });
  }

  /** For the operator: errors that no handler meant, and what caused those that one did. */
  log({ id, type, attemptsMade }: Task, thrown: unknown): void {
    const isExpected = thrown instanceof TaskError;
    if (isExpected && !thrown.cause) return; // all there is to say is in the line of the attempt's end
    const fields = {
      taskId: id,
      type,
      attempt: attemptsMade,
      ...(this.areTold ? { err: thrown } : withoutText(thrown)),
    };
    if (isExpected) this.logger.warn(fields, 'an attempt failed');
    else this.logger.error(fields, 'a handler failed unexpectedly');
  }

  private masked({ name, message, stack }: ToldError): ToldError {
    return { name: this.mask(name), message: this.mask(message), ...(stack && { stack: this.mask(stack) }) };
  }
}

/** The class of an error and the place where it was thrown. */
function withoutText(thrown: unknown): { errorName: string; at?: string | undefined } {
  const { name, stack } = errorDetails(thrown);
  return { errorName: name, at: /^ +at .*$/m.exec(stack ?? '')?.[0].trim() };
}
