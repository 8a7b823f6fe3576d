import { onAnyBroker } from '../support/brokers.js';
import { FollowedTask, followToEnd } from '../support/event-reader.js';
import { OpenAiServer } from '../support/openai-server.js';
import type { TaskView } from '../support/task-client.js';
import { TestSystem } from '../support/test-system.js';
import { until } from '../support/until.js';

const PIECES = Array.from({ length: 2_000 }, (_, index) => `${index}${index % 7 ? ' ' : '😀\n'}`);
const DISCONNECTS = 20;

onAnyBroker((broker) => {
  let system: TestSystem;
  let openai: OpenAiServer;
  beforeAll(async () => {
    openai = await OpenAiServer.start();
    const variables = { OPENAI_API_KEY: 'sk-test', OPENAI_BASE_URL: openai.baseUrl, LEASE_SECONDS: '5' };
    system = await TestSystem.start({ broker, workers: 0, variables });
    await Promise.all([system.startApi(), system.startOwnWorker()]);
  }, 60_000);
  afterAll(async () => {
    await system.stop();
    await openai.close();
  });

  const origins = async () =>
    Promise.all(
      system.apis.map(async (api) => String((await api.line(({ msg }) => msg === 'api is up')).url)),
    );

  /**
   * Follows a task, cut off again and again at random, and going on at the next API each time.
   * @returns how often it was cut
   */
  async function followDisturbed(task: FollowedTask, id: string): Promise<number> {
    const apis = await origins();
    for (let cuts = 0; ; cuts += 1) {
      const cut = new AbortController();
      let left = cuts < DISCONNECTS ? 1 + Math.floor(Math.random() * 3) : Infinity;
      const onEvent = (): void => void ((left -= 1) < 1 && cut.abort());
      const url = `${apis[cuts % apis.length]}/api/v1/tasks/${id}/events`;
      await task.readFrom(url, { signal: cut.signal, onEvent }).catch((error: unknown) => {
        if (!cut.signal.aborted) throw error;
      });
      if (task.end) return cuts;
    }
  }

  it('loses nothing and repeats nothing for a reader that is cut off 20 times and goes on at the other API', async () => {
    openai.next({ pieces: PIECES.map((text, index) => (index % 8 ? text : { text, delayMs: 12 })) });
    const { id } = await system.client.submit({ prompt: 'a lot' });
    const task = new FollowedTask(); // fails where an id does not grow
    expect(await followDisturbed(task, id)).toBe(DISCONNECTS);
    expect(task.text).toBe(PIECES.join(''));
    expect(task.text).toBe(task.end?.result?.['text']);
    const whole = await followToEnd(system.client.origin, id);
    expect(task.events.map((event) => event.id)).toEqual(whole.events.map((event) => event.id));
  });

  it('goes on with the next attempt, after a reset, when the worker is killed in the middle', async () => {
    const half = PIECES.slice(0, 100);
    openai.next({ pieces: half, ending: 'hang' }, { pieces: PIECES });
    const { id } = await system.client.submit({ prompt: 'killed' });
    const task = new FollowedTask();
    const reading = task.readFrom(`${system.client.origin}/api/v1/tasks/${id}/events`);
    await until(() => task.text === half.join(''), 20_000);
    await system.ownWorkers.at(-1)?.kill9();
    await system.startOwnWorker();
    await reading;
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
    expect(task.events.find(({ event }) => event === 'reset')?.data).toEqual({ attempt: 2 });
    expect([task.text, task.end?.result?.['text']]).toEqual([PIECES.join(''), PIECES.join('')]);
  });

  it('keeps a worker that lost its lease from adding to the text', async () => {
    const stale: { text: string; after?: Promise<unknown> }[] = [
      { text: 'stale ' },
      { text: 'and late', after: lateStart() },
    ];
    openai.next({ pieces: stale }, { pieces: ['fresh ', 'text'].map((text) => ({ text, delayMs: 300 })) });
    const { id } = await system.client.submit({ prompt: 'slept' });
    const task = new FollowedTask();
    const reading = task.readFrom(`${system.client.origin}/api/v1/tasks/${id}/events`);
    await until(() => task.text === 'stale ', 20_000);
    const sleeper = system.ownWorkers.at(-1);
    sleeper?.signal('SIGSTOP');
    await system.startOwnWorker();
    await until(() => task.text.startsWith('fresh'), 30_000);
    sleeper?.signal('SIGCONT');
    release();
    await reading;
    await sleeper?.kill9(); // the next task has to run in the new one
    expect(task.text).toBe('fresh text');
    expect(task.end).toMatchObject({
      status: 'COMPLETED',
      result: { text: 'fresh text' },
    } satisfies Partial<TaskView>);
  });
});

let release: () => void = () => undefined;

function lateStart(): Promise<void> {
  return new Promise((resolve) => (release = resolve));
}
