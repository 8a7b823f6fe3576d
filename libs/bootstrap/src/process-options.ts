import type { INestApplication } from '@nestjs/common';
import { type Configuration, ConfigurationError, loadConfiguration, requireDatabaseUrl } from '@app/config';
import type { Logger, Tracing, WorkOrders } from '@app/observability';
import type { Broker } from '@app/queue';
import type { UnhandledHandler } from './unhandled-errors.js';

/** What a process has before Nest creates anything. */
export interface ProcessBase {
  readonly configuration: Configuration;
  readonly logger: Logger;
  readonly broker: Broker;
  readonly tracing: Tracing;
}

export interface ProcessOptions {
  readonly name: 'api' | 'worker';
  /** Command-line flags as the variables they stand for. */
  readonly flags?: (args: readonly string[]) => Record<string, string>;
  /** A reason not to start, such as an API that would stand open; null where there is none. */
  readonly problem?: (configuration: Configuration) => string | null;
  /**
   * What must be right before a server is asked for anything.
   * @throws ConfigurationError that says what is wrong
   */
  readonly prepare?: (configuration: Configuration) => Promise<void>;
  /** What is done about errors that nobody handled; without it they end the process. */
  readonly onUnhandled?: UnhandledHandler;
  /** How it takes no more work, and takes it again; without them it has none. */
  readonly orders?: (application: INestApplication) => WorkOrders;
  /** Creates the application and starts to listen. */
  readonly start: (base: ProcessBase) => Promise<INestApplication>;
}

/** @throws ConfigurationError that names what is wrong */
export function configurationOf(
  { flags, problem }: ProcessOptions,
  variables: Readonly<Record<string, string | undefined>>,
  args: readonly string[],
): Configuration {
  const configuration = loadConfiguration(variables, flags?.(args));
  requireDatabaseUrl(configuration);
  const reason = problem?.(configuration);
  if (reason) throw new ConfigurationError([reason]);
  return configuration;
}
