import { setTimeout as delay } from 'node:timers/promises';
import {
  type Context,
  context,
  propagation,
  ROOT_CONTEXT,
  type Span,
  type SpanContext,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { parseTraceParent, W3CTraceContextPropagator } from '@opentelemetry/core';
import {
  defaultResource,
  detectResources,
  envDetector,
  type Resource,
  resourceFromAttributes,
} from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import type { Logger } from 'pino';
import { CollectorExporter } from './collector-exporter.js';
import {
  type OpenSpan,
  type SpanAttributes,
  type SpanStart,
  type TracedService,
  Tracing,
} from './tracing.js';

const STOP_LIMIT_MS = 3_000;

const KINDS = {
  server: SpanKind.SERVER,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
  client: SpanKind.CLIENT,
};

/**
 * Sends spans to a collector. Sampler, limits and batches are what the standard OTEL_ variables say. It is
 * registered as the process's provider, so that spans which handlers begin by @opentelemetry/api belong to
 * the same trace.
 */
export class OpenTelemetry extends Tracing {
  override readonly isOn = true;
  private readonly provider: BasicTracerProvider;
  private readonly tracer;

  constructor(url: string, service: TracedService, logger: Logger) {
    super();
    this.provider = new BasicTracerProvider({
      resource: resourceOf(service),
      spanProcessors: [new BatchSpanProcessor(new CollectorExporter(url, logger))],
    });
    this.tracer = this.provider.getTracer('async-ai-task-runner', service.version);
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
    propagation.setGlobalPropagator(new W3CTraceContextPropagator());
    trace.setGlobalTracerProvider(this.provider);
  }

  override start({ name, kind, attributes, parent }: SpanStart): OpenSpan {
    const from = parent === undefined ? context.active() : contextOf(parent);
    return new Recording(
      this.tracer.startSpan(name, { kind: KINDS[kind], attributes: { ...attributes } }, from),
      from,
    );
  }

  override logFields(): { traceId?: string; spanId?: string } {
    const { traceId, spanId } = trace.getSpanContext(context.active()) ?? {};
    return traceId && spanId ? { traceId, spanId } : {};
  }

  override async stop(): Promise<void> {
    const ended = this.provider.shutdown().catch(() => undefined); // the exporter has told why
    await Promise.race([ended, delay(STOP_LIMIT_MS, undefined, { ref: false })]);
  }
}

class Recording implements OpenSpan {
  readonly traceparent: string;
  private readonly inside: Context;

  constructor(
    private readonly span: Span,
    from: Context,
  ) {
    this.traceparent = traceparentOf(span.spanContext());
    this.inside = trace.setSpan(from, span);
  }

  set(attributes: SpanAttributes): void {
    this.span.setAttributes({ ...attributes });
  }

  fail(code: string): void {
    this.span.setAttribute('error.type', code);
    this.span.setStatus({ code: SpanStatusCode.ERROR });
  }

  run<Value>(work: () => Value): Value {
    return context.with(this.inside, work);
  }

  end(): void {
    this.span.end();
  }
}

/** Where the variables say otherwise, they win. */
function resourceOf({ name, version }: TracedService): Resource {
  const ours = resourceFromAttributes({ 'service.name': name, 'service.version': version });
  return defaultResource()
    .merge(ours)
    .merge(detectResources({ detectors: [envDetector] }));
}

/** One that is malformed counts as none. */
function contextOf(traceparent: string | null): Context {
  const parent = traceparent === null ? null : parseTraceParent(traceparent);
  return parent ? trace.setSpanContext(ROOT_CONTEXT, { ...parent, isRemote: true }) : ROOT_CONTEXT;
}

function traceparentOf({ traceId, spanId, traceFlags }: SpanContext): string {
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
}
