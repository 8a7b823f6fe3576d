import type { Configuration } from '@app/config';
import type { Logger } from 'pino';
import { NoTracing, type Tracing } from './tracing.js';

export interface TracedService {
  /** As the collector shows it, unless OTEL_SERVICE_NAME says otherwise. */
  readonly name: string;
  readonly version: string;
}

/** Nothing of OpenTelemetry is loaded where no collector is configured. */
export async function startTracing({ traces }: Configuration, service: TracedService, logger: Logger): Promise<Tracing> {
  if (!traces.endpoint) return new NoTracing();
  const { OpenTelemetry } = await import('./open-telemetry.js');
  return new OpenTelemetry(traces.endpoint, service, logger);
}
