import { MOST_FIELDS, tooWide } from './widest-object.js';

const fields = (count: number): object =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`k${n}`, n]));

describe('an object with many fields', () => {
  it('is found wherever it stands, and named with its path', () => {
    const message = 'must have no more than 5000 fields';
    expect(tooWide(fields(MOST_FIELDS + 1))).toEqual({ path: [], message });
    expect(tooWide({ list: [1, { deep: fields(MOST_FIELDS + 1) }] })).toEqual({
      path: ['list', '1', 'deep'],
      message,
    });
  });

  it('is taken up to the limit, and a long list is no such object', () => {
    expect(
      tooWide({ list: Array.from({ length: MOST_FIELDS + 1 }, () => null), map: fields(MOST_FIELDS) }),
    ).toBeNull();
  });
});
