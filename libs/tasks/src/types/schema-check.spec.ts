import { BadSchema, schemaCheck } from './schema-check.js';

describe('a check by a JSON Schema', () => {
  it('says what is wrong and where, all of it', () => {
    const check = schemaCheck({
      type: 'object',
      properties: {
        count: { type: 'integer', maximum: 3 },
        list: { type: 'array', items: { type: 'string', enum: ['a', 'b'] }, uniqueItems: true },
        'a/b~c': { $ref: '#/$defs/text' },
      },
      required: ['count'],
      additionalProperties: false,
      $defs: { text: { type: 'string', format: 'email' } },
    });
    expect(check({ count: 3, list: ['a', 'b'], 'a/b~c': 'a@b.example' })).toEqual([]);
    const wrong = { list: ['a', 'c', 'a'], 'a/b~c': 'x', more: 1 };
    const problems = check(wrong).map(({ path, message }) => `${path.join('|')} ${message}`);
    expect(problems.sort()).toEqual([
      'a/b~c must match format "email"',
      'count is required',
      'list must not hold an item twice',
      'list|1 must be one of "a", "b"',
      'more is not a known field',
    ]);
  });

  it('knows draft 2020-12', () => {
    const check = schemaCheck({ type: 'array', prefixItems: [{ const: 1 }], items: false, minItems: 1 });
    expect([check([1]), check([1, 2]).length, check([2]).length]).toEqual([[], 1, 1]);
  });

  it('tells patterns of one schema apart, and reads each in linear time', () => {
    const check = schemaCheck({
      properties: { a: { pattern: '^(a+)+$' }, b: { pattern: '^\\d+$' } },
    });
    expect(check({ a: 'aaa', b: '12' })).toEqual([]);
    // a back-tracking engine would need 2^20,000 steps
    expect(check({ a: `${'a'.repeat(20_000)}!`, b: 'x' })).toHaveLength(2);
  });

  it('compares 20,000 items for being unique without comparing each with all others', () => {
    const check = schemaCheck({ uniqueItems: true });
    const items = Array.from({ length: 20_000 }, (_, id) => ({ id }));
    expect(check(items)).toEqual([]);
    expect(check([...items, { id: 7 }])).toHaveLength(1);
  });

  it('gives a hundred problems of very many', () => {
    expect(schemaCheck({ items: { type: 'string' } })(Array<number>(5_000).fill(1))).toHaveLength(100);
  });

  it('keeps no more problems than memory has room for', () => {
    const items = { allOf: Array.from({ length: 500 }, () => ({ type: 'string' })) };
    expect(schemaCheck({ items })(Array<number>(20_000).fill(1))).toHaveLength(100);
  });

  it('forgets the problems of a branch that need not fit', () => {
    const [texts, numbers] = ['string', 'number'].map((type) => ({ items: { type } }));
    expect(schemaCheck({ anyOf: [texts, numbers] })(Array<number>(20_000).fill(1))).toEqual([]);
  });

  it.each(['url', 'uri', 'email', 'hostname', 'uri-template', 'date-time', 'ipv6', 'duration'])(
    'reads a text of the format %s in linear time',
    (format) => {
      const check = schemaCheck({ format });
      for (const part of [':', 'a', 'a.', 'a@', '-', '{a,', '::', '1D'])
        for (const begin of ['', 'http://', 'a@', 'P'])
          expect(check(`${begin}${part.repeat(100_000)} !`)).toEqual([
            { path: [], message: `must match format "${format}"` },
          ]);
    },
  );

  it('knows a URL', () => {
    const check = schemaCheck({ format: 'url' });
    const urls = [
      'https://user:word@example.com:81/a?b=c#d',
      'ftp://example.com',
      'file:///etc',
      'http://',
      'x',
    ];
    expect(urls.map((url) => check(url).length)).toEqual([0, 0, 1, 1, 1]);
  });

  it('ends a check that would take for ever', () => {
    const levels = Array.from({ length: 40 }, (_, level) => {
      const next = { $ref: `#/$defs/d${level + 1}` };
      return [`d${level}`, { properties: { a: { allOf: [next, next] } } }] as const;
    });
    const check = schemaCheck({ $ref: '#/$defs/d0', $defs: { ...Object.fromEntries(levels), d40: {} } });
    const deep = Array.from({ length: 40 }).reduce<object>((inner) => ({ a: inner }), {});
    expect(check(deep)).toEqual([{ path: [], message: 'takes too long to be checked by the schema' }]);
    expect(check({ a: 1 })).toEqual([]);
  });

  it('refuses patterns that are compiled to more than memory has room for', () => {
    const repeats = { properties: { a: { pattern: 'a{1000}'.repeat(21) } } };
    expect(() => schemaCheck(repeats)).toThrow(/repeat too much/);
    const few = { properties: { a: { pattern: '^[a-f0-9]{64}(-[a-z]{2,})*$' } } };
    expect(schemaCheck(few)({ a: `${'0a'.repeat(32)}-de` })).toEqual([]);
  });

  it.each([
    [{ type: 'text' }, /type/],
    [{ properties: { a: { pattern: '(?=a)' } } }, /a/],
    [{ properties: { a: { pattern: '(' } } }, /\(/],
    [{ $ref: 'https://example.com/schema.json' }, /example\.com/],
    [{ $ref: '#/$defs/none' }, /none/],
    [{ $async: true }, /async/],
    [{ $schema: 'http://json-schema.org/draft-07/schema#' }, /draft than 2020-12/],
    [{ $ref: '#' }, /itself/],
    [{ $ref: '#/$defs/a', $defs: { a: { $ref: '#/$defs/b' }, b: { $ref: '#/$defs/a' } } }, /itself/],
  ])('refuses %j', (schema, why) => {
    expect(() => schemaCheck(schema)).toThrow(BadSchema);
    expect(() => schemaCheck(schema)).toThrow(why);
  });
});
