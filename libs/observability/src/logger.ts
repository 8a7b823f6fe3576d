import type { LoggerService } from '@nestjs/common';
import { type Configuration } from '@app/config';
import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino';
import { ecsBase, ecsFields, safeError } from './ecs.js';
import { readableLines, standardOutput } from './log-output.js';
import { secretMask } from './secret-mask.js';

export type { Logger } from 'pino';

/** Values under these names never reach a log line, at any of the depths at which our objects carry them. */
const SECRET_NAMES = [
  'prompt',
  'input',
  'result',
  'text',
  'password',
  'secret',
  'apiKey',
  'authorization',
  'cookie',
];
const DEPTHS = ['', '*.', '*.*.', '*.*.*.'];

export interface LoggerSettings extends Readonly<Configuration['log']> {
  /** Texts that no line may show; Configuration.secrets. */
  readonly secrets?: readonly string[];
}

/**
 * The process's logger: one JSON line an event on stdout, with the names of the Elastic Common Schema, or
 * readable lines on a terminal.
 * @param process name of the process, such as `api`
 */
export function createLogger(
  { level, format, secrets = [] }: LoggerSettings,
  process: string,
  destination?: DestinationStream,
): Logger {
  const isReadable = format === 'pretty' && !destination;
  const options = isReadable ? readable(process) : ecs(process);
  const output = destination ?? standardOutput(isReadable ? readableLines() : undefined);
  const redact = {
    paths: DEPTHS.flatMap((depth) => SECRET_NAMES.map((name) => depth + name)),
    censor: '[redacted]',
  };
  const mask = secretMask(secrets);
  return pino({ level, redact, ...options }, { write: (line) => output.write(mask(line)) });
}

function ecs(process: string): LoggerOptions {
  return {
    base: ecsBase(process),
    messageKey: 'message',
    timestamp: () => `,"@timestamp":"${new Date().toISOString()}"`,
    formatters: { level: (level) => ({ 'log.level': level }), log: ecsFields },
  };
}

function readable(process: string): LoggerOptions {
  return { base: { name: process }, serializers: { err: safeError } };
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
