import type { ThreadContext } from '@app/cpu-work';

/** Work that does what its input says, for tests of threads. */
export default async function trouble(
  what: string,
  { signal, progress, log }: ThreadContext,
): Promise<string> {
  switch (what) {
    case 'answer':
      progress(40, 'half way');
      log('info', 'from the thread', { pages: 3 });
      return 'done';
    case 'unusable':
      throw Object.assign(new Error('The file is empty.'), { name: 'UnusableInput' });
    case 'throw':
      throw new TypeError('refused', { cause: new Error('connect ECONNREFUSED') });
    case 'stray':
      setImmediate(() => {
        throw new Error('nobody catches this');
      });
      return new Promise(() => undefined);
    case 'exit':
      return process.exit(3);
    case 'memory':
      return String(fill().length);
    case 'wait':
      progress(10);
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('stopped'))));
    default:
      progress(10);
      for (;;); // never looks at its signal
  }
}

function fill(): unknown[] {
  const all: unknown[] = [];
  for (;;) all.push(new Array(100_000).fill({}));
}
