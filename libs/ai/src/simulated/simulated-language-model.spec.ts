import type { FinishPart, GenerationRequest } from '../language-model.js';
import type { Clock } from './clock.js';
import { countWords, wordsOf } from './simulated-text.js';
import { SimulatedLanguageModel } from './simulated-language-model.js';

/** Time that passes only in sleep, each a little late as real timers are. */
class LateClock implements Clock {
  time = 0;
  sleeps = 0;

  constructor(private readonly lateMs = 0) {}

  now(): number {
    return this.time;
  }

  async sleep(ms: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    this.sleeps += 1;
    this.time += ms + this.lateMs;
  }
}

async function generate(changes: Partial<GenerationRequest> = {}, clock = new LateClock()) {
  const pieces: string[] = [];
  const request = {
    prompt: 'What is artificial intelligence?',
    model: 'x',
    signal: new AbortController().signal,
    ...changes,
  };
  let finish: FinishPart | undefined;
  for await (const part of new SimulatedLanguageModel(clock).generate(request)) {
    if (part.type === 'text') pieces.push(part.text);
    else finish = part;
  }
  return { pieces, text: pieces.join(''), finish, clock };
}

describe('the simulated language model', () => {
  it('writes word by word for about 13 s and says that it is simulated', async () => {
    const { pieces, text, finish, clock } = await generate();
    expect(text).toMatch(
      /^\[Simulated answer: no language model was asked\.\] You wrote: “What is artificial intelligence\?”\./,
    );
    expect(pieces).toHaveLength(text.split(' ').length);
    expect(clock.time).toBeGreaterThan(12_000);
    expect(clock.time).toBeLessThan(14_000);
    expect(finish).toMatchObject({
      finishReason: 'stop',
      model: 'simulated',
      usage: { inputTokens: 4, outputTokens: pieces.length },
    });
  });

  it('gives the same text for the same prompt and seed, another for another', async () => {
    const texts = await Promise.all(
      [{}, {}, { seed: 1 }, { seed: 1 }, { seed: 'one' }].map((simulated) =>
        generate({ providerOptions: simulated }),
      ),
    );
    const [bare, bareAgain, seeded, seededAgain, named] = texts.map(({ text }) => text);
    expect(bareAgain).toBe(bare);
    expect(seededAgain).toBe(seeded);
    expect(new Set([bare, seeded, named]).size).toBe(3);
  });

  it('keeps its pace with late timers by writing several words at once', async () => {
    const { clock, pieces } = await generate(
      { providerOptions: { wordsPerSecond: 1_000 } },
      new LateClock(3),
    );
    expect(clock.time).toBeLessThan(170);
    expect(pieces.length).toBe(clock.sleeps);
    expect(pieces.length).toBeLessThan(20);
  });

  it('stops at maxTokens', async () => {
    const { text, finish } = await generate({ maxTokens: 2 });
    expect(text).toBe('[Simulated answer:');
    expect(finish).toMatchObject({ finishReason: 'length', usage: { outputTokens: 2 } });
  });

  it('takes any prompt', async () => {
    for (const prompt of ['😀'.repeat(500), ' \n'.repeat(119) + ' x😀', '\0', ' ']) {
      // throws on half a surrogate pair
      expect(encodeURIComponent((await generate({ prompt })).text)).not.toBe('');
    }
  });

  it('stops in the middle of a real wait when it is aborted', async () => {
    const cancel = new AbortController();
    const reason = new Error('cancelled');
    const parts = new SimulatedLanguageModel().generate({
      prompt: 'x',
      model: 'x',
      signal: cancel.signal,
      providerOptions: { wordsPerSecond: 0.01 },
    });
    const next = parts.next();
    cancel.abort(reason);
    await expect(next).rejects.toBe(reason);
  });
});

describe('the words of a simulated text', () => {
  it('are the words with the spaces before them', () => {
    expect(wordsOf(' a  b\n\nc ')).toEqual([' a', '  b', '\n\nc']);
    expect(countWords(' a  b\n\nc ')).toBe(3);
  });

  it.each([' ', '\n', 'a ', ' a'])('are found in linear time: %j', (unit) => {
    // Each unit is looked at a few times; where every space is tried as a start, 2,000,000 of them take
    // hours, not milliseconds.
    expect(countWords(unit.repeat(2_000_000))).toBe(unit.includes('a') ? 2_000_000 : 0);
    expect(wordsOf(unit.repeat(2_000_000))).toHaveLength(unit.includes('a') ? 2_000_000 : 0);
  });
});
