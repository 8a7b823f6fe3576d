import { forEachBroker } from '../support/brokers.js';
import { describeWithPromtool, promtool } from '../support/promtool.js';
import { TestSystem } from '../support/test-system.js';
import { until } from '../support/until.js';

/** What docs/metrics.md promises, with its labels. */
const PROMISED: Readonly<Record<string, string>> = {
  tasks_accepted_total: 'type',
  tasks_finished_total: 'code,status,type',
  task_retries_total: 'code,type',
  task_wait_seconds_count: 'queue',
  task_run_seconds_count: 'type',
  queue_tasks: 'queue,state',
  queue_demand: 'queue',
  queue_oldest_task_age_seconds: 'queue',
  queue_alert_active: 'queue,reason',
  outbox_undelivered: '',
  outbox_oldest_age_seconds: '',
  lease_reclaims_total: '',
  stale_results_refused_total: '',
  worker_slots: 'queue',
  worker_slots_busy: 'queue',
  nodejs_eventloop_lag_p99_seconds: '',
  broker_up: '',
  ai_tokens_total: 'direction,model,provider',
  ai_request_seconds_count: 'model,provider',
  ai_time_to_first_token_seconds_count: 'model,provider',
  http_request_duration_seconds_count: 'method,route,status',
};

interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

function samplesOf(text: string): Sample[] {
  return [...text.matchAll(/^(\w+)(?:\{(.*)\})? (\S+)$/gm)].map(([, name = '', labels = '', value]) => ({
    name,
    labels: Object.fromEntries([...labels.matchAll(/\b(\w+)="([^"]*)"/g)].map(([, key, one]) => [key, one])),
    value: Number(value),
  }));
}

forEachBroker((broker) => {
  let system: TestSystem;
  let texts: string[];

  const scrape = async (url: string): Promise<string> => (await fetch(`${url}/metrics`)).text();
  const workerUrl = () => system.urlOf(system.workers[0] as TestSystem['workers'][0]);
  beforeAll(async () => {
    system = await TestSystem.start({ broker });
    const fast = {
      type: 'ai.text-generation',
      input: { prompt: 'x', providerOptions: { simulated: { wordsPerSecond: 2_000 } } },
    };
    const flaky = { type: 'demo.unreliable', input: { failureProbability: 1 }, maxAttempts: 2 };
    await Promise.all([fast, flaky].map((task) => system.client.submit(task)));
    await system.audit.allEnded(30_000);
    await system.client.call('POST', '/api/v1/queues/demo_tasks/pause');
    await Promise.all(
      [1, 2, 3].map(() => system.client.submit({ type: 'demo.calculation', input: { expression: '1' } })),
    );
    texts = [await scrape(system.client.origin), await scrape(await workerUrl())];
  }, 60_000);
  afterAll(() => system.stop());

  it('has every promised metric with its labels, and no others than bounded ones', () => {
    const samples = texts.flatMap(samplesOf);
    const labels = Object.fromEntries(
      Object.keys(PROMISED).map((name) => [
        name,
        Object.keys(samples.find((sample) => sample.name === name)?.labels ?? { missing: '' })
          .sort()
          .join(),
      ]),
    );
    expect(labels).toEqual(PROMISED);
    expect(texts[0]).toContain('# TYPE webhook_deliveries_total counter');
    expect(texts.join()).not.toMatch(/"[\da-f]{8}-[\da-f]{4}-/);
  });

  it('says the same of the whole cluster from any process', () => {
    const cluster = texts.map((text) =>
      samplesOf(text).filter(({ name }) =>
        /^(queue_tasks|queue_demand|queue_alert_active|outbox_undelivered|broker_up)$/.test(name),
      ),
    );
    expect(cluster[0]).toEqual(cluster[1]);
    expect(cluster[0]).toContainEqual({
      name: 'queue_tasks',
      labels: { queue: 'demo_tasks', state: 'waiting' },
      value: 3,
    });
    expect(cluster[0]).toContainEqual({
      name: 'queue_tasks',
      labels: { queue: 'demo_tasks', state: 'failed' },
      value: 1,
    });
    expect(cluster[0]).toContainEqual({
      name: 'queue_tasks',
      labels: { queue: 'ai_processing', state: 'waiting' },
      value: 0,
    });
    // It is paused: nothing of it can start.
    expect(cluster[0]).toContainEqual({ name: 'queue_demand', labels: { queue: 'demo_tasks' }, value: 0 });
    expect(cluster[0]).toContainEqual({ name: 'outbox_undelivered', labels: {}, value: 3 });
    expect(cluster[0]).toContainEqual({ name: 'broker_up', labels: {}, value: 1 });
  });

  describeWithPromtool('checked by promtool', () => {
    it('has nothing to complain about', () => {
      for (const text of texts)
        expect(promtool(['check', 'metrics'], text)).toEqual({ status: 0, output: '' });
    });
  });

  it('counts what ends without a worker', async () => {
    const { id } = await system.client.submit({ type: 'demo.calculation', input: { expression: '1' } });
    await system.client.call('POST', `/tasks/${id}/cancel`);
    const finished = samplesOf(await scrape(system.client.origin)).filter(
      ({ name }) => name === 'tasks_finished_total',
    );
    expect(finished).toContainEqual({
      name: 'tasks_finished_total',
      labels: { type: 'demo.calculation', status: 'CANCELLED', code: 'none' },
      value: 1,
    });
  });

  it('still answers when the broker is away', async () => {
    if (!system.redis) return;
    await system.redis.stop();
    const value = await until(async () => {
      const samples = samplesOf(await scrape(system.client.origin));
      return (
        samples.some(({ name, value: up }) => name === 'broker_up' && up === 0) &&
        samples.some(({ name }) => name === 'queue_tasks')
      );
    }, 10_000);
    expect(value).toBe(true);
  });
});
