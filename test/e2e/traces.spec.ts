import { onAnyBroker } from '../support/brokers.js';
import { OpenAiServer } from '../support/openai-server.js';
import { TestSystem } from '../support/test-system.js';
import { type CollectedSpan, TraceCollector } from '../support/trace-collector.js';
import { until } from '../support/until.js';

const CALLER = { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7' };
const SECRET = 'the plan with the yellow submarine';

onAnyBroker((broker) => {
  let collector: TraceCollector;
  let openai: OpenAiServer;
  let system: TestSystem;
  beforeAll(async () => {
    [collector, openai] = await Promise.all([TraceCollector.start(), OpenAiServer.start()]);
    system = await TestSystem.start({
      broker,
      workers: 0,
      variables: { OPENAI_API_KEY: 'sk-test', OPENAI_BASE_URL: openai.baseUrl },
    });
    await system.apis[0]?.terminate();
    const [api] = await Promise.all([
      system.startOwnApi(collector.variables),
      system.startOwnWorker(collector.variables),
    ]);
    system.client = api.client; // a process has one provider of traces
  }, 60_000);
  afterAll(async () => {
    await system.stop();
    await Promise.all([collector.stop(), openai.close()]);
  });

  const submit = async (body: object, headers: Record<string, string> = {}): Promise<string> => {
    const answer = await system.client.call<{ id: string }>('POST', '/tasks', body, headers);
    expect(answer.status).toBe(201);
    return answer.body.id;
  };
  const trace = (taskId: string, count: number): Promise<CollectedSpan[]> =>
    until(() => {
      const spans = collector.traceOf(taskId);
      return spans.length >= count ? spans : null;
    }, 20_000);
  const named = (spans: CollectedSpan[], name: string) => spans.filter((span) => span.name === name);

  it('follow a task from the request over the queue to the provider, each attempt with a span of its own', async () => {
    openai.next(
      { status: 429, headers: { 'retry-after': '1' } },
      { pieces: ['in a ', SECRET], finishReason: 'stop' },
    );
    const input = { prompt: `Say ${SECRET}.`, system: SECRET, model: 'gpt-test', maxTokens: 50 };
    const id = await submit({ type: 'ai.text-generation', input });
    expect(await system.client.ended(id)).toMatchObject({ status: 'COMPLETED', attempts: { made: 2 } });

    const spans = await trace(id, 6);
    const [request, sent] = ['POST /api/v1/tasks', 'send ai_processing'].map((name) => named(spans, name)[0]);
    const attempts = named(spans, 'process ai_processing');
    const calls = named(spans, 'chat gpt-test');
    const message = {
      'messaging.system': 'bullmq',
      'messaging.destination.name': 'ai_processing',
      'messaging.message.id': id,
    };
    expect(request).toMatchObject({
      service: 'task-runner-api',
      kind: 'server',
      parentSpanId: '',
      isError: false,
    });
    expect(request?.attributes).toMatchObject({
      'http.request.method': 'POST',
      'http.route': '/api/v1/tasks',
      'http.response.status_code': 201,
    });
    expect(sent).toMatchObject({
      service: 'task-runner-api',
      kind: 'producer',
      parentSpanId: request?.spanId,
      attributes: message,
    });
    expect(attempts).toHaveLength(2);
    for (const one of attempts) {
      expect(one).toMatchObject({
        service: 'task-runner-worker',
        kind: 'consumer',
        parentSpanId: sent?.spanId,
        attributes: message,
      });
    }
    expect(attempts).toMatchObject([
      {
        isError: true,
        attributes: { 'task.attempt': 1, 'task.outcome': 'retry', 'error.type': 'rate_limited' },
      },
      { isError: false, attributes: { 'task.attempt': 2, 'task.outcome': 'complete' } },
    ]);
    const asked = {
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': 'openai',
      'gen_ai.request.model': 'gpt-test',
    };
    expect(calls).toMatchObject([
      {
        kind: 'client',
        parentSpanId: attempts[0]?.spanId,
        isError: true,
        attributes: { ...asked, 'error.type': 'rate_limited' },
      },
      {
        kind: 'client',
        parentSpanId: attempts[1]?.spanId,
        isError: false,
        attributes: {
          ...asked,
          'gen_ai.request.max_tokens': 50,
          'gen_ai.response.finish_reasons': ['stop'],
          'gen_ai.usage.input_tokens': 10,
          'gen_ai.usage.output_tokens': 2,
        },
      },
    ]);
    expect(collector.bodies.join()).not.toMatch(/submarine|sk-test/);
  });

  it("go on with the caller's trace, and stand in the lines of the log", async () => {
    const traceparent = `00-${CALLER.traceId}-${CALLER.spanId}-01`;
    const id = await submit({ type: 'demo.calculation', input: { expression: '1 + 1' } }, { traceparent });
    expect((await system.client.ended(id)).traceId).toBe(CALLER.traceId);
    const spans = await trace(id, 3);
    expect(new Set(spans.map(({ traceId }) => traceId))).toEqual(new Set([CALLER.traceId]));
    expect(named(spans, 'POST /api/v1/tasks')).toMatchObject([{ parentSpanId: CALLER.spanId }]);
    const line = await system.ownWorkers[0]?.line(
      ({ msg, task }) => msg === 'attempt ended' && (task as { id?: string }).id === id,
    );
    expect(line).toMatchObject({
      trace: { id: CALLER.traceId },
      span: { id: named(spans, 'process demo_tasks')[0]?.spanId },
    });
    const requests = system.ownApis[0]?.log.filter(
      ({ msg, trace: of }) => msg === 'request' && (of as { id?: string })?.id === CALLER.traceId,
    );
    expect(requests).toHaveLength(1);
  });

  it('have one span for a batch, and none where the caller does not sample or asks for health', async () => {
    const tasks = [1, 2, 3].map((n) => ({ type: 'demo.calculation', input: { expression: String(n) } }));
    const unsampled = { traceparent: '00-11111111111111111111111111111111-2222222222222222-00' };
    await fetch(`${system.client.origin}/health/ready`);
    await system.client.call('POST', '/tasks/batch', { tasks }, unsampled);
    const { body } = await system.client.call<{ tasks: { id: string }[] }>('POST', '/tasks/batch', { tasks });
    const spans = await trace(String(body.tasks[0]?.id), 5);
    expect(named(spans, 'send demo_tasks')).toMatchObject([
      { attributes: { 'messaging.batch.message_count': 3 } },
    ]);
    expect(named(spans, 'process demo_tasks')).toHaveLength(3);
    await system.audit.allEnded(20_000);
    expect(collector.bodies.join()).not.toMatch(/11111111111111111111111111111111|health/);
  });

  it('are sent before a process ends', async () => {
    const { process, client } = await system.startOwnApi({
      ...collector.variables,
      OTEL_BSP_SCHEDULE_DELAY: '600000',
    });
    const { id } = await client.submit({ type: 'demo.calculation', input: { expression: '2' } });
    await client.ended(id);
    expect(await process.terminate()).toBe(0);
    expect(named(await trace(id, 3), 'POST /api/v1/tasks')).toHaveLength(1);
  });
});
