import { jest } from '@jest/globals';
import type { Task } from '@app/persistence';
import { storableText } from '../input/storable.js';
import { RunningTask } from './running-task.js';
import { RunningText } from './running-text.js';

const MAX_BYTES = 100_000;

const running = (): RunningTask => new RunningTask({ id: 'task', leaseToken: 'token' } as Task);
const textOf = (task = running()): RunningText => new RunningText(task, MAX_BYTES);

/** Writes after each piece, and once more at the end, as a quick database would. */
function written(pieces: readonly string[]): string[] {
  const text = textOf();
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
    for (const piece of written(['x\ud83d', '\ude00', '', '\0', '\ud83d', '\ude00']))
      expect(encodeURIComponent(piece)).not.toBe('');
  });

  it('gives the same piece under the same number until its answer is known', () => {
    const text = textOf();
    text.add('a');
    const first = text.next();
    text.add('b');
    expect(text.next()).toBe(first);
    text.answered('busy');
    expect(text.next()).toBe(first);
    text.answered('written');
    expect(text.next()).toEqual({ id: 'task', leaseToken: 'token', flush: 2, text: 'b' });
  });

  it('keeps nothing after the lease was lost or the task was settled', () => {
    const lost = textOf();
    lost.add('a');
    lost.next();
    lost.answered('lost');
    lost.add('b');
    const closed = textOf();
    closed.close();
    closed.add('late');
    expect([lost.hasMore, closed.hasMore]).toEqual([false, false]);
  });

  it('costs the same per piece, however many come in one turn', () => {
    const text = new RunningText(running(), 10_000_000);
    const flattened = jest.spyOn(Array.prototype, 'join');
    for (let piece = 0; piece < 80_000; piece += 1) {
      text.add('ten chars.');
      if (!text.hasMore) throw new Error('nothing to write');
    }
    // the text is put together when it is written, not with each piece
    expect(flattened).not.toHaveBeenCalled();
    const written: string[] = [];
    for (; text.hasMore; text.answered('written')) written.push(text.next().text);
    expect(written).toHaveLength(Math.ceil(800_000 / (256 * 1024)));
    expect(written.join('')).toBe('ten chars.'.repeat(80_000));
    flattened.mockRestore();
  });

  it('splits no character between two writes of a long text', () => {
    const text = new RunningText(running(), 10_000_000);
    text.add(`x${'😀'.repeat(400_000)}`);
    text.close();
    const written: string[] = [];
    for (; text.hasMore; text.answered('written')) written.push(text.next().text);
    expect(written.join('')).toBe(`x${'😀'.repeat(400_000)}`);
  });

  it('holds the handler back while much waits to be written, until it is written or the task is stopped', async () => {
    const task = running();
    const text = new RunningText(task, 10_000_000);
    text.add('x'.repeat(300_000));
    let went = 0;
    const goOn = text.room().then(() => (went += 1));
    await Promise.resolve();
    expect(went).toBe(0);
    text.next();
    text.answered('written');
    await goOn;
    text.add('x'.repeat(300_000));
    const stopped = text.room();
    task.stop('timeout');
    await stopped;
    await text.room();
  });

  it('stops the task whose text becomes too large, and keeps nothing of what is over', () => {
    const task = running();
    const text = textOf(task);
    text.add('世'.repeat(30_000));
    expect(() => text.add('世'.repeat(4_000))).toThrow(
      'larger than 100000 bytes (MAX_RESULT_BYTES). Keep it as a file',
    );
    expect(task).toMatchObject({
      stopReason: 'too_large',
      refusal: { code: 'result_too_large', retryable: false },
    });
    expect(text.next().text).toHaveLength(30_000);
  });
});
