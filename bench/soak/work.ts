import type { Random } from '../../test/fuzz/random.js';

/** A submission and how its task must end. */
export interface Work {
  readonly kind: Kind;
  readonly body: object;
}

export type Kind = keyof typeof MIX;

/** Of a thousand. Long texts outlast a lease; cancelled ones would too. */
const MIX = { sum: 900, unreliable: 60, text: 30, long: 6, cancelled: 4 };

const MAKE: Readonly<Record<Kind, (random: Random) => object>> = {
  sum: (random) => {
    const [one, other] = [random.whole(0, 10_000), random.whole(0, 10_000)];
    return {
      type: 'demo.calculation',
      input: { expression: `${one} + ${other}` },
      metadata: { kind: 'sum', value: String(one + other) },
    };
  },
  unreliable: (random) => ({
    type: 'demo.unreliable',
    input: { failureProbability: 0.3, seed: random.whole(0, 1_000_000) },
    maxAttempts: 20,
    metadata: { kind: 'unreliable' },
  }),
  text: (random) => text('text', random, 100),
  long: (random) => text('long', random, 7),
  cancelled: (random) => text('cancelled', random, 7),
};

export function nextWork(random: Random): Work {
  let drawn = random.whole(0, Object.values(MIX).reduce((sum, share) => sum + share, 0) - 1);
  const kind = (Object.keys(MIX) as Kind[]).find((one) => (drawn -= MIX[one]) < 0) as Kind;
  return { kind, body: MAKE[kind](random) };
}

function text(kind: Kind, random: Random, wordsPerSecond: number): object {
  return {
    type: 'ai.text-generation',
    input: {
      prompt: `Soak ${random.letters(12)}`,
      provider: 'simulated',
      providerOptions: { simulated: { wordsPerSecond } },
    },
    metadata: { kind },
  };
}
