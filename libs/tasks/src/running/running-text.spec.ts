import { storableText } from '../storable.js';
import type { RunningTask } from './running-task.js';
import { RunningText } from './running-text.js';

const RUNNING = { lease: { id: 'task', leaseToken: 'token' } } as RunningTask;

/** Writes after each piece, and once more at the end, as a quick database would. */
function written(pieces: readonly string[]): string[] {
  const text = new RunningText(RUNNING);
  const all: string[] = [];
  const write = (): void => {
    while (text.hasMore) {
      all.push(text.next().text);
      text.answered('written');
    }
  };
  for (const piece of pieces) {
    text.add(piece);
    write();
  }
  text.close();
  write();
  return all;
}

describe('RunningText', () => {
  it.each([
    [['a', 'b', 'c']],
    [['', 'a', '']],
    [['x\ud83d', '\ude00y']],
    [['x\ud83d', '\0', '\ude00y']],
    [['\ud83d']],
    [['\ude00', '\ud83d', 'x']],
    [['\0', 'a\0b']],
    [[]],
  ])('gives of %j what the result has of it, joined', (pieces) => {
    expect(written(pieces).join('')).toBe(storableText(pieces.join('')));
  });

  it('never gives half a character, nor nothing', () => {
    for (const piece of written(['x\ud83d', '\ude00', '', '\0', '\ud83d', '\ude00'])) expect(encodeURIComponent(piece)).not.toBe('');
  });

  it('gives the same piece under the same number until its answer is known', () => {
    const text = new RunningText(RUNNING);
    text.add('a');
    const first = text.next();
    text.add('b');
    expect(text.next()).toBe(first);
    text.answered('busy');
    expect(text.next()).toBe(first);
    text.answered('written');
    expect(text.next()).toEqual({ ...RUNNING.lease, flush: 2, text: 'b' });
  });

  it('keeps nothing after the lease was lost or the task was settled', () => {
    const lost = new RunningText(RUNNING);
    lost.add('a');
    lost.next();
    lost.answered('lost');
    lost.add('b');
    const closed = new RunningText(RUNNING);
    closed.close();
    closed.add('late');
    expect([lost.hasMore, closed.hasMore]).toEqual([false, false]);
  });
});
