import { createLogger } from '../logger.js';
import { OpenTelemetry } from './open-telemetry.js';

const PARENT = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
const ENVIRONMENT = { OTEL_BSP_SCHEDULE_DELAY: '10', OTEL_EXPORTER_OTLP_TIMEOUT: '100' };

describe('OpenTelemetry, with a collector that is away', () => {
  const lines: string[] = [];
  let written: () => void;
  const firstLine = new Promise<void>((resolve) => (written = resolve));
  let tracing: OpenTelemetry;
  beforeAll(() => {
    Object.assign(process.env, ENVIRONMENT);
    const logger = createLogger({ level: 'info', format: 'json' }, 'test', {
      write: (line) => (lines.push(line), written()),
    });
    tracing = new OpenTelemetry('http://127.0.0.1:1/', { name: 'test', version: '1' }, logger);
  });
  afterAll(() => {
    for (const name of Object.keys(ENVIRONMENT)) delete process.env[name];
  });

  const start = (parent?: string | null) =>
    tracing.start({
      name: 'work',
      kind: 'consumer',
      attributes: {},
      ...(parent !== undefined && { parent }),
    });
  const idsOf = (traceparent: string | null) => traceparent?.split('-').slice(1, 3) ?? [];

  it('goes on with the trace of a traceparent, and begins one where it is malformed or missing', () => {
    expect(idsOf(start(PARENT).traceparent)[0]).toBe(idsOf(PARENT)[0]);
    const begun = ['', 'x', `${PARENT}0`, PARENT.replace('4bf', 'xyz'), null].map(
      (parent) => start(parent).traceparent,
    );
    expect(new Set(begun.map((one) => idsOf(one)[0])).size).toBe(5);
    for (const one of begun) expect(one).toMatch(/^00-(?!0{32})[\da-f]{32}-[\da-f]{16}-01$/);
  });

  it('keeps the decision of a caller who does not sample', () => {
    expect(start(PARENT.replace(/01$/, '00')).traceparent).toMatch(
      /^00-4bf92f3577b34da6a3ce929d0e0e4736-.*-00$/,
    );
  });

  it('makes a span the parent of what is done in it, over awaits, and gives its ids to log lines', async () => {
    const outer = start(PARENT);
    await outer.run(async () => {
      await Promise.resolve();
      const [traceId, spanId] = idsOf(outer.traceparent);
      expect(tracing.logFields()).toEqual({ traceId, spanId });
      expect(idsOf(start().traceparent)[0]).toBe(traceId);
    });
    expect(tracing.logFields()).toEqual({});
  });

  it('passes results and errors on', async () => {
    const work = { name: 'work', kind: 'client', attributes: {} } as const;
    expect(await tracing.inSpan(work, () => Promise.resolve(1))).toBe(1);
    await expect(tracing.inSpan(work, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  });

  it('says so once, and stops all the same', async () => {
    start().end();
    await firstLine;
    for (let n = 0; n < 3; n += 1) start().end();
    await tracing.stop();
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] as string)).toMatchObject({
      'log.level': 'warn',
      message: 'the collector did not take spans; they are dropped',
    });
  });
});
