import type { Configuration } from '@app/config';
import type { Logger } from 'pino';
import { NoTracing, type TracedService, type Tracing } from './tracing.js';

/** Nothing of OpenTelemetry is loaded where no collector is configured. */
export async function startTracing(
  { traces }: Configuration,
  service: TracedService,
  logger: Logger,
): Promise<Tracing> {
  if (!traces.url) return new NoTracing();
  const { OpenTelemetry } = await import('./open-telemetry.js');
  return new OpenTelemetry(traces.url, service, logger);
}
