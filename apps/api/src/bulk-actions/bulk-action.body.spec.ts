import { type InputRefused, pathText } from '@app/tasks';
import { readBody, validBody } from '@app/bodies';
import { BulkActionBody } from './bulk-action.body.js';

const COUNT = 3_000;
const WALKS = ['includes', 'indexOf', 'some', 'every', 'find', 'findIndex', 'filter'] as const;
type Walk = (this: unknown[], ...given: unknown[]) => unknown;

/** How many items all walks over arrays could look at meanwhile. */
function looksOf(work: () => void): number {
  const methods = Array.prototype as unknown as Record<string, Walk>;
  let looks = 0;
  const undo = WALKS.map((name) => {
    const own = methods[name] as Walk;
    methods[name] = function (...given) {
      looks += this.length;
      return own.apply(this, given);
    };
    return () => void (methods[name] = own);
  });
  try {
    work();
  } finally {
    undo.forEach((one) => one());
  }
  return looks;
}

const refused = (filter: object): InputRefused => {
  try {
    validBody(readBody(BulkActionBody, { action: 'cancel', filter }));
  } catch (error) {
    return error as InputRefused;
  }
  throw new Error('It was taken.');
};
const fields = (value: unknown, prefix = 'key'): object =>
  Object.fromEntries(Array.from({ length: COUNT }, (_, n) => [`${prefix}${n}`, value]));

describe('the filter of a bulk action', () => {
  it.each<[string, object]>([
    ['of no known type', fields(1)],
    ['that are not known', fields('x')],
    ['that hold a NUL', fields('\0')],
    ['of metadata', { metadata: fields('x') }],
    ['of metadata and of no known type', { metadata: fields(1) }],
  ])('with many fields %s walks no list anew for each, and names a hundred at most', (_, filter) => {
    let problems = 0;
    expect(looksOf(() => void (problems = refused(filter).problems.length))).toBeLessThan(40 * COUNT);
    expect([problems > 0, problems <= 100]).toEqual([true, true]);
  });

  it('names what is wrong once', () =>
    expect(
      refused({ tag: 5, colour: 'red', search: ['a', 'b'] }).problems.map(({ path, message }) => [
        pathText(path),
        message.slice(0, 22),
      ]),
    ).toEqual([
      ['filter.colour', 'is not a known paramet'],
      ['filter.tag', 'must be a string or a '],
      ['filter.search', 'must be given once'],
    ]));
});
