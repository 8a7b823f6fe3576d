import { describeWithPrometheus, TestPrometheus } from '../support/prometheus.js';
import { TestSystem } from '../support/test-system.js';
import { until } from '../support/until.js';

/** One more than the rule TaskQueueTooLong allows, in batches as large as they may be. */
const BATCHES = [1_000, 1];

describeWithPrometheus('a real Prometheus with our rules', () => {
  let system: TestSystem;
  let prometheus: TestPrometheus;
  beforeAll(async () => {
    system = await TestSystem.start({ broker: 'postgres' });
    const worker = await system.urlOf(system.workers[0] as TestSystem['workers'][0]);
    prometheus = await TestPrometheus.start({
      'task-runner-api': [system.client.origin],
      'task-runner-worker': [worker],
    });
  }, 60_000);
  afterAll(async () => {
    await Promise.all([prometheus.stop(), system.stop()]);
  });

  const valueOf = async (expression: string) => (await prometheus.values(expression))[0]?.value;
  const firing = async () => (await prometheus.alerts()).filter(({ state }) => state === 'firing');

  it('scrapes the API and the worker', async () => {
    await until(async () => (await prometheus.values('up == 1')).length === 2, 10_000);
    expect(await prometheus.values('max by (job) (nodejs_eventloop_lag_p99_seconds)')).toHaveLength(2);
    expect(await firing()).toEqual([]);
  });

  it('raises the alert of a queue that is too long, and no other, and resolves it when the queue runs again', async () => {
    await system.client.call('POST', '/api/v1/queues/demo_tasks/pause');
    for (const count of BATCHES) {
      const tasks = Array.from({ length: count }, () => ({
        type: 'demo.calculation',
        input: { expression: '1' },
      }));
      expect((await system.client.call('POST', '/tasks/batch', { tasks })).status).toBe(201);
    }
    await until(async () => (await firing()).length > 0, 20_000);
    expect(await firing()).toMatchObject([
      {
        labels: { alertname: 'TaskQueueTooLong', queue: 'demo_tasks', severity: 'warning' },
        annotations: { summary: 'demo_tasks has 1001 waiting tasks' },
      },
    ]);
    expect(await valueOf('sum(tasks_accepted_total)')).toBe(1_001);

    await system.client.call('POST', '/api/v1/queues/demo_tasks/resume');
    await until(async () => (await firing()).length === 0, 20_000);
    await until(
      async () => (await valueOf('sum(tasks_finished_total{status="COMPLETED"})')) === 1_001,
      20_000,
    );
    expect(await prometheus.alerts()).toEqual([]);
  });
});
