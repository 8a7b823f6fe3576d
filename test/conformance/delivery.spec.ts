import { forEachBroker } from '../support/brokers.js';
import { sum, text } from '../support/submission-bodies.js';
import { TestSystem } from '../support/test-system.js';

const SLOW = { simulated: { wordsPerSecond: 5 } };

/** What a client sees of delivery, tries and cancels, on each broker. */
forEachBroker((broker) => {
  let system: TestSystem;
  beforeAll(
    async () => void (system = await TestSystem.start({ broker, variables: { CONCURRENCY: '4' } })),
    60_000,
  );
  afterAll(() => system.stop());

  it('completes a text generation with text, usage and the name of its provider', async () => {
    const { id } = await system.client.submit(text('Tell me about queues'));
    const task = await system.client.ended(id);
    expect(task).toMatchObject({
      status: 'COMPLETED',
      error: null,
      progress: { percent: 100 },
      attempts: { made: 1 },
    });
    expect(task.result).toMatchObject({ provider: 'simulated', simulated: true, finishReason: 'stop' });
    expect((task.result as { text: string }).text).toMatch(/simulated/i);
    expect(task.usage).toMatchObject({ provider: 'simulated', totalTokens: expect.any(Number) });
  });

  // The pause is chance, from 0 to twice its mean; of five that double, one is long enough to be seen.
  it('shows a task between two attempts as PENDING, with the error and the time of the next', async () => {
    const { id } = await system.client.submit({
      type: 'demo.unreliable',
      input: { failureProbability: 1 },
      maxAttempts: 6,
    });
    const between = await system.client.until(
      id,
      ({ status, error }) => status === 'PENDING' && error !== null,
    );
    expect(between).toMatchObject({
      error: { code: 'internal', retryable: true, attempt: between.attempts.made },
      runAt: expect.stringMatching(/Z$/),
    });
    await system.client.call('POST', `/tasks/${id}/cancel`);
  });

  it('fails a task after its last attempt, and keeps every attempt', async () => {
    const { id } = await system.client.submit({
      type: 'demo.unreliable',
      input: { failureProbability: 1 },
      maxAttempts: 2,
    });
    const task = await system.client.ended(id);
    expect(task).toMatchObject({ status: 'FAILED', attempts: { made: 2, max: 2 }, error: { attempt: 2 } });
    const { body } = await system.client.call<{ data: object[] }>('GET', `/tasks/${id}/attempts`);
    expect(body.data).toMatchObject([
      { number: 1, outcome: 'failed', error: { code: 'internal' }, worker: expect.any(String) },
      { number: 2, outcome: 'failed', finishedAt: expect.stringMatching(/Z$/) },
    ]);
  });

  it('cancels a running task, and again without complaint', async () => {
    const { id } = await system.client.submit(text('a long story', SLOW));
    await system.client.running(id);
    expect((await system.client.call('POST', `/tasks/${id}/cancel`)).status).toBe(202);
    expect(await system.client.ended(id, 3_000)).toMatchObject({
      status: 'CANCELLED',
      result: null,
      error: null,
    });
    expect((await system.client.call('POST', `/tasks/${id}/cancel`)).status).toBe(202);
  });

  it('runs a failed or cancelled task again by hand, attempts counted on', async () => {
    const { id } = await system.client.submit({
      type: 'demo.unreliable',
      input: { failureProbability: 1 },
      maxAttempts: 1,
    });
    await system.client.ended(id);
    expect((await system.client.call('POST', `/tasks/${id}/retry`)).status).toBe(202);
    expect(
      await system.client.until(id, ({ status, attempts }) => status === 'FAILED' && attempts.made === 2),
    ).toMatchObject({ id });
  });

  it('ends an attempt that takes too long with the code timeout', async () => {
    const { id } = await system.client.submit(text('too long', SLOW, { timeoutMs: 300, maxAttempts: 1 }));
    expect(await system.client.ended(id)).toMatchObject({
      status: 'FAILED',
      error: { code: 'timeout', retryable: true },
    });
  });

  it('starts a task at its time, not before', async () => {
    const runAt = new Date(Date.now() + 1_500);
    const { id } = await system.client.submit(sum('1', { runAt: runAt.toISOString() }));
    const task = await system.client.ended(id);
    const lateMs = Date.parse(task.startedAt as string) - runAt.getTime();
    expect(lateMs).toBeGreaterThanOrEqual(0);
    expect(lateMs).toBeLessThan(1_500);
  });
});
