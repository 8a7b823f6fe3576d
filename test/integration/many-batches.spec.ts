import { TaskRepository } from '@app/persistence';
import { BodiesInHand } from '../../apps/api/src/http/bodies-in-hand.js';
import { startInProcess, type SystemInProcess } from '../support/system-in-process.js';

const KIB = 1024;
const LARGE_FROM = 256 * KIB;
/** As in production, but smaller. */
const ROOMS = {
  small: { mostBytes: 400 * KIB, mostWaiting: 4 },
  large: { mostBytes: 1024 * KIB, mostWaiting: 4 },
};

/** Counts the bytes of bodies that were let in and are not answered. */
class CountedBodies extends BodiesInHand {
  readonly now = { small: 0, large: 0 };
  readonly most = { small: 0, large: 0 };

  override async enter(bytes: number): Promise<() => void> {
    const leave = await super.enter(bytes);
    const kind = bytes < LARGE_FROM ? 'small' : 'large';
    this.now[kind] += bytes;
    this.most[kind] = Math.max(this.most[kind], this.now[kind]);
    return () => {
      this.now[kind] -= bytes;
      leave();
    };
  }
}

/** Tasks whose prompts come to so many bytes. */
const batch = (tasks: number, bytes: number) => ({
  tasks: Array.from({ length: tasks }, () => ({
    type: 'ai.text-generation',
    input: { prompt: 'x'.repeat(Math.floor(bytes / tasks)) },
  })),
});

describe('many batches at once', () => {
  const bodies = new CountedBodies(ROOMS);
  let system: SystemInProcess;
  let url: string;
  /** Tasks of each statement that accepts. */
  const statements: number[] = [];

  beforeAll(async () => {
    system = await startInProcess([], {}, bodies);
    const repository = system.app.get(TaskRepository, { strict: false });
    const accept = repository.accept.bind(repository);
    repository.accept = (given) => (statements.push(given.length), accept(given));
    await system.app.listen(0, '127.0.0.1');
    url = `${await system.app.getUrl()}/api/v1/tasks/batch`;
  });
  afterAll(() => system.stop());

  async function send(body: object): Promise<string> {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const { code } = (await answer.json()) as { code?: string };
    return [answer.status, code, answer.headers.get('retry-after')].filter(Boolean).join(' ');
  }

  it.each([
    ['large', batch(10, 300 * KIB)],
    ['small', batch(2, 100 * KIB)],
  ] as const)(
    'that are %s: each is accepted or told to come again, and the bytes in hand are bounded',
    async (kind, body) => {
      const answers = await Promise.all(Array.from({ length: 24 }, () => send(body)));
      expect(new Set(answers)).toEqual(new Set(['201', '503 overloaded 2']));
      expect(bodies.most[kind]).toBeGreaterThan(ROOMS[kind].mostBytes / 2);
      expect(bodies.most[kind]).toBeLessThanOrEqual(ROOMS[kind].mostBytes);
      for (const answer of answers.filter((one) => one !== '201'))
        expect([answer, await send(body)]).toEqual([answer, '201']);
      expect(bodies.now[kind]).toBe(0);
    },
  );

  it('go into statements of a thousand tasks at most', async () => {
    statements.length = 0;
    const answers = await Promise.all(Array.from({ length: 6 }, () => send(batch(400, 8_000))));
    expect(new Set(answers)).toEqual(new Set(['201']));
    expect(statements.reduce((sum, tasks) => sum + tasks)).toBe(2_400);
    expect(Math.max(...statements)).toBeLessThanOrEqual(1_000);
  });
});
