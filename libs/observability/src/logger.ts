import type { LoggerService } from '@nestjs/common';
import { type Configuration } from '@app/config';
import { type DestinationStream, type Logger, pino } from 'pino';

export type { Logger } from 'pino';

/** Values under these names never reach a log line, at any of the depths at which our objects carry them. */
const SECRET_NAMES = ['prompt', 'input', 'result', 'text', 'password', 'secret', 'apiKey', 'authorization', 'cookie'];

/**
 * The process's logger: one JSON line an event on stdout, or readable lines on a terminal.
 * @param process name of the process, such as `api`
 */
export function createLogger(log: Configuration['log'], process: string, destination?: DestinationStream): Logger {
  const pretty = log.format === 'pretty' && !destination;
  return pino(
    {
      level: log.level,
      base: { process },
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: safeError },
      formatters: { level: (level) => ({ level }) },
      redact: { paths: SECRET_NAMES.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[redacted]' },
      ...(pretty && { transport: { target: 'pino-pretty', options: { ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss.l' } } }),
    },
    ...((destination ? [destination] : []) as []),
  );
}

/** What a line may say of an error. TypeORM hangs the statement and its parameters, prompts among them, on its errors. */
function safeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code, driverError } = error as { code?: unknown; driverError?: { code?: unknown } };
  return { type: error.name, message: error.message, code: code ?? driverError?.code, stack: error.stack };
}

/** Lets Nest's own messages go through our logger. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, context?: string): void {
    this.logger.debug({ context }, String(message));
  }

  warn(message: unknown, context?: string): void {
    this.logger.warn({ context }, String(message));
  }

  error(message: unknown, stack?: string, context?: string): void {
    this.logger.error({ context, stack }, String(message));
  }

  fatal(message: unknown, context?: string): void {
    this.logger.fatal({ context }, String(message));
  }
}
