import { jest } from '@jest/globals';
import { PayloadReader } from './payloads.js';

const MOST = 1_000_000;

describe('the payloads of a stream', () => {
  it.each(['data:\n', 'data: \n\n', 'data: ping\n\n', 'data: 5\n\n', ': x\n', '\n', 'event: error\n'])(
    'are not looked for by the parser in many lines of %j',
    (line) => {
      const parse = jest.spyOn(JSON, 'parse');
      const reader = new PayloadReader(MOST, () => new Error('too long'));
      const found = [...reader.read(line.repeat(1_000)), ...reader.end()];
      const times = parse.mock.calls.length;
      parse.mockRestore();
      expect([times, found.filter(({ kind }) => kind !== 'noise')]).toEqual([0, []]);
    },
  );

  it('are objects and lists, whatever blanks are before them', () => {
    const reader = new PayloadReader(MOST, () => new Error('too long'));
    expect([...reader.read('data:  \t{"a":1}\n\ndata:[2]\n\n')]).toEqual([
      { kind: 'json', value: { a: 1 } },
      { kind: 'json', value: [2] },
    ]);
  });
});
