import { randomFrom } from './random.js';

/** About 13 s at the default pace, the last sentence included. */
const WORDS_AT_LEAST = 122;
const QUOTED_CHARACTERS = 60;

const SENTENCES = [
  'A real model would read your question here and weigh each word of it.',
  'Instead, these sentences are drawn from a short list, and only their order depends on your prompt.',
  'The same prompt with the same seed always gives exactly this text, which makes tests easy to write.',
  'Another seed, or one more letter in the prompt, shuffles the list anew.',
  'Every word still travels the whole way: through the queue, a worker, the database and the event stream.',
  'You can watch the progress grow while the words arrive one after the other.',
  'Cancel the task now and the text ends in the middle of a sentence.',
  'Kill the worker instead and another one starts the text again from its beginning.',
  'The tokens that are reported are simply the words that were counted.',
  'Set a key for one of the providers and the next task gets a real answer.',
  'Nothing switches back to this text on its own, not even when a provider fails.',
  'Raise the words per second in the provider options and the text arrives at once.',
  'Lower them and there is time to look around in the dashboard.',
  'A queue full of such tasks shows how the system behaves under load without costing anything.',
  'Priorities decide which of them starts first, and concurrency how many run side by side.',
  'When a deadline passes before the last word, the task ends with a timeout.',
  'Nobody checked whether any of this is a good answer to what you asked.',
  'It reads like prose so that line breaks, stops and commas are tried out as well.',
];

/**
 * A text of some 130 words that says of itself that it is simulated, the same for the same prompt and seed.
 */
export function simulatedText(prompt: string, seed: string | number | null): string {
  const random = randomFrom(JSON.stringify([seed, prompt]));
  let text = `[Simulated answer: no language model was asked.] You wrote: “${quoted(prompt)}”.`;
  for (const sentence of shuffled(SENTENCES, random)) {
    if (text.split(' ').length >= WORDS_AT_LEAST) break;
    text += ` ${sentence}`;
  }
  return text;
}

/** The words with the spaces before them, so that they join to the text. */
export function wordsOf(text: string): string[] {
  const words = text.split(/(?<=\S)(?=\s)/);
  return words.filter((word) => word.trim() !== '');
}

/** How many words there are. */
export function countWords(text: string): number {
  return text.match(/\S+/g)?.length ?? 0;
}

function quoted(prompt: string): string {
  // no half of a surrogate pair
  const start = prompt.slice(0, 4 * QUOTED_CHARACTERS).replace(/[\uD800-\uDBFF]$/, '');
  const characters = [...start.replace(/\s+/g, ' ').trim()];
  return characters.length > QUOTED_CHARACTERS
    ? `${characters.slice(0, QUOTED_CHARACTERS).join('')}…`
    : characters.join('');
}

function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  return items
    .map((item) => ({ item, rank: random() }))
    .sort((one, other) => one.rank - other.rank)
    .map(({ item }) => item);
}
