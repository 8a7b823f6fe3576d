const FAST = { simulated: { wordsPerSecond: 2_000 } };

/** A text generation, fast where nothing else is said. */
export const text = (prompt: string, providerOptions: object = FAST, more: object = {}) => ({
  type: 'ai.text-generation',
  input: { prompt, providerOptions },
  ...more,
});

/** A calculation, over at once. */
export const sum = (expression: string, more: object = {}) => ({
  type: 'demo.calculation',
  input: { expression },
  ...more,
});

/** A story that takes as long as a test wants. */
export const story = (wordsPerSecond: number) => text('a story', { simulated: { wordsPerSecond } });

export const sums = (count: number) => Array.from({ length: count }, (_, n) => sum(`${n} + 1`));
