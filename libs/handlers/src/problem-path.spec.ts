import { InputRefused } from './errors.js';
import { below, pathText } from './problem-path.js';

describe('the path of a problem', () => {
  it('is written with dots, places in lists too', () => {
    expect(pathText(['tasks', 3, 'input', 'a.b'])).toBe('tasks.3.input.a.b');
    expect(pathText([])).toBe('');
  });

  it('repeats no more than 200 characters of what was sent, and no half of a character', () => {
    expect(pathText(['input', 'x'.repeat(1_000)])).toHaveLength(200);
    expect(pathText(['x'.repeat(199), '😀'])).toBe(`${'x'.repeat(199)}.`);
    expect(pathText([`${'x'.repeat(199)}😀`])).toBe(`${'x'.repeat(199)}�`);
  });

  it('begins with where the value stands', () => {
    const problems = below(['tasks', 0], [{ path: [], message: 'is wrong' }]);
    expect(problems).toEqual([{ path: ['tasks', 0], message: 'is wrong' }]);
  });

  it('may be a name alone where a handler refuses its input', () => {
    const refused = new InputRefused([
      { path: 'expression', message: 'is wrong' },
      { path: '', message: 'is wrong as a whole' },
    ]);
    expect(refused.problems.map(({ path }) => path)).toEqual([['expression'], []]);
    expect(refused.message).toBe('expression: is wrong; is wrong as a whole');
  });
});
