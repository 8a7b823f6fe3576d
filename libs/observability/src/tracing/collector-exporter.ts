import { type ExportResult, ExportResultCode } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace-base';
import type { Logger } from 'pino';
import { RateLimited } from '../rate-limited.js';

const QUIET_MS = 60_000;

/**
 * Sends spans by OTLP over HTTP. A collector that is away is told of once a minute; its spans are dropped.
 */
export class CollectorExporter implements SpanExporter {
  private readonly exporter: OTLPTraceExporter;
  private readonly failures = new RateLimited(QUIET_MS);

  constructor(
    url: string,
    private readonly logger: Logger,
  ) {
    this.exporter = new OTLPTraceExporter({ url });
  }

  export(spans: ReadableSpan[], done: (result: ExportResult) => void): void {
    this.exporter.export(spans, (result) => {
      if (result.code === ExportResultCode.FAILED) this.tell(result.error, spans.length);
      done({ code: ExportResultCode.SUCCESS });
    });
  }

  forceFlush(): Promise<void> {
    return this.exporter.forceFlush();
  }

  shutdown(): Promise<void> {
    return this.exporter.shutdown();
  }

  private tell(error: Error | undefined, spans: number): void {
    this.failures.run((suppressed) =>
      this.logger.warn(
        { err: error, spans, suppressed },
        'the collector did not take spans; they are dropped',
      ),
    );
  }
}
