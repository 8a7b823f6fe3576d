import { onAnyBroker } from '../support/brokers.js';
import { FollowedTask, followToEnd, readEvents, type ReceivedEvent } from '../support/event-reader.js';
import { OpenAiServer, type Piece } from '../support/openai-server.js';
import type { TaskView } from '../support/task-client.js';
import { TestSystem } from '../support/test-system.js';
import { until } from '../support/until.js';

const sum = (expression: string, more: object = {}) => ({
  type: 'demo.calculation',
  input: { expression },
  ...more,
});
const UNKNOWN = '01920000-0000-7000-8000-000000000000';

onAnyBroker((broker) => {
  let system: TestSystem;
  let openai: OpenAiServer;
  const eventsOf = (id: string) => `${system.client.origin}/api/v1/tasks/${id}/events`;
  const streamed = async (pieces: readonly Piece[], more: object = {}): Promise<TaskView> => {
    openai.next({ pieces, ...more });
    return system.client.submit({ prompt: 'Say it' });
  };

  beforeAll(async () => {
    openai = await OpenAiServer.start();
    const variables = { OPENAI_API_KEY: 'sk-test', OPENAI_BASE_URL: openai.baseUrl, CONCURRENCY: '4' };
    system = await TestSystem.start({ broker, variables });
  }, 60_000);
  afterAll(async () => {
    await system.stop();
    await openai.close();
  });

  it('streams a task from its beginning to its end, and the text piece by piece', async () => {
    const pieces = ['  Grüße', ', 世', '界 \ud83d', '\ude00', '\n\n', '`code`\r\n', 'data: x\n\n', ' end. '];
    let go: () => void = () => undefined;
    const progressRead = new Promise<void>((resolve) => (go = resolve));
    const { id } = await streamed(
      pieces.map((text, index) => (index === 4 ? { text, after: progressRead } : text)),
    );
    const task = await new FollowedTask().readFrom(eventsOf(id), {
      onEvent: ({ event }) => event === 'progress' && go(),
    });
    expect(task.story).toEqual(['PENDING', 'PROCESSING', 'delta', 'COMPLETED', 'end']);
    expect(task.text).toBe(pieces.join(''));
    expect(task.events.filter(({ event }) => event === 'delta').length).toBeGreaterThan(1);
    expect(task.end).toEqual(await system.client.get(id));
    expect(task.end?.result?.['text']).toBe(task.text);
    expect(
      task.events.some(
        ({ event, data }) => event === 'progress' && String(data['message']).endsWith('words'),
      ),
    ).toBe(true);
  });

  it('merges pieces that come fast', async () => {
    const pieces = Array.from({ length: 2_000 }, (_, index) => `${index} `);
    const { id } = await streamed(pieces);
    const task = await followToEnd(system.client.origin, id);
    expect(task.text).toBe(pieces.join(''));
    expect(task.events.length).toBeLessThan(200);
  });

  it('gives a piece of text to a reader within 150 ms of the provider sending it', async () => {
    const sentAt = new Map<string, number>();
    const note = (text: string, after: Promise<void>): Piece => ({
      text,
      after: after.then(() => void sentAt.set(text, Date.now())),
    });
    const go: (() => void)[] = [];
    const steps = Array.from(
      { length: 12 },
      (_, index) => new Promise<void>((resolve) => (go[index] = resolve)),
    );
    const { id } = await streamed(steps.map((step, index) => note(`<${index}>`, step)));
    const delaysMs: number[] = [];
    go[0]?.();
    for await (const { event, data, at } of readEvents(eventsOf(id))) {
      if (event !== 'delta') continue;
      delaysMs.push(at - (sentAt.get(String(data['text'])) ?? 0));
      go[delaysMs.length]?.();
    }
    expect(delaysMs).toHaveLength(steps.length);
    expect(delaysMs.sort((a, b) => a - b)[6]).toBeLessThan(150);
  });

  it('voids the text of a failed attempt with a reset', async () => {
    openai.next({ pieces: ['half an ans'], ending: 'cut' });
    const { id } = await streamed(['whole']);
    await system.client.until(id, ({ attempts, status }) => attempts.made === 1 && status === 'PENDING');
    const task = await followToEnd(system.client.origin, id);
    expect(task.story).toEqual([
      'PENDING',
      'PROCESSING',
      'delta',
      'PENDING',
      'reset',
      'PROCESSING',
      'delta',
      'COMPLETED',
      'end',
    ]);
    expect(task.text).toBe('whole');
    expect(task.events.find(({ event }) => event === 'reset')?.data).toEqual({ attempt: 2 });
    const waiting = task.events.find(({ event, data }) => event === 'status' && data['error'] !== undefined);
    expect(waiting?.data).toMatchObject({
      status: 'PENDING',
      attempt: 1,
      error: { code: 'provider_unavailable' },
      runAt: expect.any(String),
    });
  });

  it('resumes after every single event, by header or parameter, and has nothing after the end', async () => {
    const { id } = await streamed(['a', 'b', 'c'].map((text) => ({ text, delayMs: 80 })));
    const whole = await followToEnd(system.client.origin, id);
    for (const [index, { id: seen }] of whole.events.entries()) {
      const rest: number[] = [];
      const [url, options] =
        index % 2 ? [`${eventsOf(id)}?after=${seen}`, {}] : [eventsOf(id), { lastEventId: seen }];
      for await (const event of readEvents(url, options)) rest.push(event.id);
      expect(rest).toEqual(whole.events.slice(index + 1).map((event) => event.id));
    }
    const answer = await fetch(eventsOf(id), { headers: { 'last-event-id': String(whole.lastEventId) } });
    expect(answer.status).toBe(204);
  });

  it('follows a task that is run again by hand, and ends with its last end', async () => {
    const { id } = await system.client.submit({
      type: 'demo.unreliable',
      input: { failureProbability: 1 },
      maxAttempts: 1,
    });
    const first = await followToEnd(system.client.origin, id);
    await system.client.call('POST', `/tasks/${id}/retry`);
    const both = await followToEnd(system.client.origin, id);
    expect(both.story).toEqual([
      'PENDING',
      'PROCESSING',
      'FAILED',
      'PENDING',
      'reset',
      'PROCESSING',
      'FAILED',
      'end',
    ]);
    await first.readFrom(eventsOf(id));
    expect(first.story).toEqual([
      'PENDING',
      'PROCESSING',
      'FAILED',
      'end',
      'PENDING',
      'reset',
      'PROCESSING',
      'FAILED',
      'end',
    ]);
  });

  it('streams the changes of all tasks, and resumes them', async () => {
    const stop = new AbortController();
    const seen: ReceivedEvent[] = [];
    const url = `${system.client.origin}/api/v1/events`;
    const opened = await fetch(url, { method: 'HEAD' });
    expect(opened.headers.get('content-type')).toContain('text/event-stream');
    const reading = collect(url, seen, { signal: stop.signal });
    const first = await until(async () => {
      const { id } = await system.client.submit(sum('1 + 1'));
      return seen.length > 0 ? id : null;
    }, 10_000);
    const { body } = await system.client.call<{ tasks: TaskView[] }>('POST', '/tasks/batch', {
      tasks: Array.from({ length: 50 }, (_, index) => sum(`${index}`)),
    });
    const ids = [first, ...body.tasks.map(({ id }) => id)];
    const storyOf = (id: string) =>
      seen.filter(({ data }) => data['taskId'] === id).map(({ data }) => data['status']);
    await until(() => ids.every((id) => storyOf(id).at(-1) === 'COMPLETED'), 20_000);
    for (const { id } of body.tasks) expect(storyOf(id)).toEqual(['PENDING', 'PROCESSING', 'COMPLETED']);
    stop.abort();
    await reading;
    expect(seen.map(({ id }) => id)).toEqual([...new Set(seen.map(({ id }) => id))].sort((a, b) => a - b));
    const again: ReceivedEvent[] = [];
    const stopAgain = new AbortController();
    const readingAgain = collect(`${url}?after=${seen[9]?.id}`, again, { signal: stopAgain.signal });
    await until(() => again.length >= seen.length - 10, 10_000);
    stopAgain.abort();
    await readingAgain;
    expect(again.slice(0, seen.length - 10).map(({ id }) => id)).toEqual(seen.slice(10).map(({ id }) => id));
  });

  it('says 404 for a task that is not there and 400 for an id that is none', async () => {
    const statusOf = async (path: string, headers = {}) =>
      (await fetch(`${system.client.origin}/api/v1${path}`, { headers })).status;
    expect(await statusOf(`/tasks/${UNKNOWN}/events`)).toBe(404);
    expect(await statusOf('/tasks/5/events')).toBe(404);
    const { id } = await system.client.submit(sum('1'));
    expect(await statusOf(`/tasks/${id}/events?after=-1`)).toBe(400);
    expect(await statusOf(`/tasks/${id}/events`, { 'last-event-id': 'abc' })).toBe(400);
    expect(await statusOf(`/tasks/${id}/events?after=9999999999999999`)).toBe(400);
    expect(await statusOf('/events?after=1&after=2')).toBe(400);
    expect(await statusOf('/events?since=1')).toBe(400);
  });

  it('waits for the end of a task where the client prefers that', async () => {
    const { status, headers, body } = await system.client.call<TaskView>('POST', '/tasks', sum('6 * 7'), {
      prefer: 'wait=20',
    });
    expect([status, headers.get('preference-applied'), body.status]).toEqual([201, 'wait', 'COMPLETED']);
    expect(body.result).toMatchObject({ value: '42' });
    expect(headers.get('location')).toBe(`/api/v1/tasks/${body.id}`);
  });

  it('answers after the wait with the task as it then is, and at once where none was asked for', async () => {
    const later = sum('1', { runAt: new Date(Date.now() + 60_000).toISOString() });
    const startedAt = Date.now();
    const waited = await system.client.call<TaskView>('POST', '/tasks', later, {
      prefer: 'respond-async, wait=1',
    });
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(950);
    expect([waited.status, waited.headers.get('preference-applied'), waited.body.status]).toEqual([
      201,
      'wait',
      'PENDING',
    ]);
    const ignored = await system.client.call<TaskView>('POST', '/tasks', later, { prefer: 'wait=soon' });
    expect([ignored.status, ignored.headers.get('preference-applied')]).toEqual([201, null]);
  });

  it('ends its streams and waits when the API stops, so that the clients go on elsewhere', async () => {
    const other = await system.startApi();
    const input = {
      prompt: 'slow',
      provider: 'simulated',
      providerOptions: { simulated: { wordsPerSecond: 60 } },
    };
    const { id } = await system.client.submit({ type: 'ai.text-generation', input });
    const task = new FollowedTask();
    const url = `${other.client.origin}/api/v1/tasks/${id}/events`;
    const reading = task.readFrom(url);
    const waiting = other.client.call(
      'POST',
      '/tasks',
      sum('1', { runAt: new Date(Date.now() + 60_000).toISOString() }),
      {
        prefer: 'wait=60',
      },
    );
    await until(() => task.text.length > 0, 10_000);
    const stoppingAt = Date.now();
    expect(await other.process.terminate()).toBe(0);
    await reading;
    expect((await waiting).status).toBe(201);
    expect(Date.now() - stoppingAt).toBeLessThan(5_000);
    expect(task.end).toBeNull();
    await task.readFrom(eventsOf(id));
    expect(task.text).toBe(task.end?.result?.['text']);
  });
});

/** Reads until the stream ends or the signal aborts. */
async function collect(url: string, into: ReceivedEvent[], options: { signal: AbortSignal }): Promise<void> {
  try {
    for await (const event of readEvents(url, options)) into.push(event);
  } catch (error) {
    if (!options.signal.aborted) throw error;
  }
}
