export type SpanAttributes = Readonly<Record<string, string | number | boolean | string[] | undefined>>;

export interface TracedService {
  /** As the collector shows it, unless OTEL_SERVICE_NAME says otherwise. */
  readonly name: string;
  readonly version: string;
}

/** A span that begins. */
export interface SpanStart {
  readonly name: string;
  readonly kind: 'server' | 'producer' | 'consumer' | 'client';
  /** Never a prompt, a text, a query or a key: spans leave the product. */
  readonly attributes: SpanAttributes;
  /**
   * The W3C traceparent to go on from; null begins a trace. Left out: the span in whose `run` this is called.
   */
  readonly parent?: string | null;
}

/** A span that was begun and not ended yet. */
export interface OpenSpan {
  /** What whoever goes on with the trace has to know; null where nothing is traced. */
  readonly traceparent: string | null;
  set(attributes: SpanAttributes): void;
  /** @param code of few values, as a label of a metric */
  fail(code: string): void;
  /** Does work of which this span is the parent. */
  run<Value>(work: () => Value): Value;
  end(): void;
}

/** The spans of this process. Where tracing is off they cost nothing and go nowhere. */
export abstract class Tracing {
  abstract readonly isOn: boolean;

  abstract start(span: SpanStart): OpenSpan;

  /** The ids of the span in whose `run` this is called, for a log line. */
  abstract logFields(): { readonly traceId?: string; readonly spanId?: string };

  /** Sends what was not sent yet, as far as that goes quickly. */
  abstract stop(): Promise<void>;

  /** Does work in a span that ends with it. */
  async inSpan<Value>(start: SpanStart, work: (span: OpenSpan) => Promise<Value>): Promise<Value> {
    const span = this.start(start);
    try {
      return await span.run(() => work(span));
    } catch (error) {
      span.fail(codeOfError(error));
      throw error;
    } finally {
      span.end();
    }
  }
}

/** What a span may say of an error: its code or its class, never its text. */
export function codeOfError(error: unknown): string {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown };
  if (typeof code === 'string') return code;
  return typeof name === 'string' ? name : 'unknown';
}

const NO_SPAN: OpenSpan = {
  traceparent: null,
  set: () => undefined,
  fail: () => undefined,
  run: (work) => work(),
  end: () => undefined,
};

export class NoTracing extends Tracing {
  override readonly isOn = false;

  override start(): OpenSpan {
    return NO_SPAN;
  }

  override logFields(): object {
    return {};
  }

  override async stop(): Promise<void> {}
}
