import { errorDetails } from './error-details.js';

describe('errorDetails', () => {
  it('keeps message, stack with positions in the sources, and the causes in their order', () => {
    const root = new Error('connect ECONNREFUSED 10.0.0.5:5432');
    const details = errorDetails(
      new TypeError('fetch failed', { cause: new Error('no route', { cause: root }) }),
    );
    expect(details).toMatchObject({ name: 'TypeError', message: 'fetch failed' });
    expect(details.stack).toMatch(/^TypeError: fetch failed\n +at .*error-details\.spec\.ts:\d+:\d+/);
    expect(details.causes.map(({ message }) => message)).toEqual([
      'no route',
      'connect ECONNREFUSED 10.0.0.5:5432',
    ]);
    expect(details.causes[1]?.stack).toContain('error-details.spec.ts');
  });

  it('says what an error of several errors does not say itself', () => {
    const details = errorDetails(
      new AggregateError([new Error('connect ::1'), new Error('connect 127.0.0.1')], ''),
    );
    expect(details.message).toBe('connect ::1; connect 127.0.0.1');
    expect(details.causes).toHaveLength(2);
    expect(errorDetails(Object.assign(new Error(''), { code: 'ECONNREFUSED' })).message).toBe('ECONNREFUSED');
  });

  it('is bounded in size and depth, also in a circle', () => {
    const first = new Error('x'.repeat(1_000_000));
    let last = first;
    for (let depth = 0; depth < 1_000; depth += 1) last = new Error('y'.repeat(100_000), { cause: last });
    first.cause = last;
    expect(JSON.stringify(errorDetails(last)).length).toBeLessThan(30_000);
    expect(errorDetails(first).stack).toContain('error-details.spec.ts');
    expect(errorDetails(Object.assign(new Error('me'), { cause: undefined }))).toMatchObject({
      message: 'me',
      causes: [],
    });
  });

  it.each([
    ['a text', { name: 'string', message: 'a text' }],
    [{ message: 'of an object' }, { name: 'object', message: 'of an object' }],
    [{ status: 500 }, { name: 'object', message: '{ status: 500 }' }],
    [null, { name: 'null', message: 'null' }],
    [undefined, { name: 'undefined', message: 'undefined' }],
    [42n, { name: 'bigint', message: '42n' }],
    [new Error(''), { name: 'Error', message: 'Error' }],
  ])('tells what was thrown: %p', (thrown, told) => {
    expect(errorDetails(thrown)).toMatchObject(told);
  });

  it('does not fail on errors that throw when they are looked at', () => {
    const hostile = new Proxy(new Error('x'), {
      get() {
        throw new Error('do not look');
      },
    });
    expect(errorDetails(hostile)).toMatchObject({ causes: [] });
    expect(
      errorDetails(
        Object.defineProperty(new Error('x'), 'message', {
          get: () => {
            throw new Error('no');
          },
        }),
      ),
    ).toMatchObject({ name: 'Error' });
  });
});
