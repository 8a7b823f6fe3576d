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
    // a back-tracking engine would need 2^100,000 steps
    expect(check({ a: `${'a'.repeat(100_000)}!`, b: 'x' })).toHaveLength(2);
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

  it.each([
    [{ type: 'text' }, /type/],
    [{ properties: { a: { pattern: '(?=a)' } } }, /a/],
    [{ properties: { a: { pattern: '(' } } }, /\(/],
    [{ $ref: 'https://example.com/schema.json' }, /example\.com/],
    [{ $ref: '#/$defs/none' }, /none/],
    [{ $async: true }, /async/],
  ])('refuses %j', (schema, why) => {
    expect(() => schemaCheck(schema)).toThrow(BadSchema);
    expect(() => schemaCheck(schema)).toThrow(why);
  });
});
