import { Type } from 'class-transformer';
import { IsArray, IsInt, IsOptional, IsString, Length, Max, Min, ValidateNested } from 'class-validator';
import { DEEPEST, InputRefused, pathText, schemaOf } from '@app/tasks';
import { ReadBy } from './body-fields.js';
import { readBody, validBody } from './read-body.js';
import { WholeNumber } from './whole-number.js';

class Line {
  @IsString() readonly text!: string;
}

class Sample {
  @IsString()
  @Length(1, 10)
  readonly name!: string;

  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(20)
  readonly count?: number;

  @WholeNumber({ minimum: 1, maximum: 500, nullable: true, advice: 'to stop it, pause it' })
  readonly limit: number | null = null;

  @IsOptional()
  @ValidateNested()
  @Type(() => Line)
  readonly line?: Line;

  @IsOptional()
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => Line)
  readonly lines?: Line[];

  @ReadBy((value) => ({
    value: Number(value ?? 0),
    problems: value === 'x' ? [{ path: ['first'], message: 'is x' }] : [],
  }))
  @IsOptional()
  readonly read?: number;
}

const read = (body: unknown): string[] =>
  readBody(Sample, body).problems.map(({ path, message }) => `${pathText(path)}: ${message}`);
const deep = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels));

describe('a body that is read as its class', () => {
  it('is an instance, with the classes inside it', () => {
    const { body, problems } = readBody(Sample, { name: 'a', line: { text: 'b' }, lines: [{ text: 'c' }] });
    expect(problems).toEqual([]);
    expect(body).toBeInstanceOf(Sample);
    expect([body?.line, body?.lines?.[0]]).toEqual([expect.any(Line), expect.any(Line)]);
    expect(body?.read).toBe(0);
  });

  it('shares what it holds, however large that is', () => {
    const large = { list: [1, 2] };
    expect((readBody(Sample, { name: large }).body as { name: unknown }).name).toBe(large);
  });

  it.each<[string, unknown, string[]]>([
    ['an unknown field', { name: 'a', colour: 1 }, ['colour: is not a known field']],
    ['an unknown field inside', { name: 'a', line: { text: 'b', n: 1 } }, ['line.n: is not a known field']],
    ['a wrong type', { name: 'a', count: '5' }, expect.arrayContaining(['count: must be an integer number'])],
    ['a wrong type in a list', { name: 'a', lines: [{ text: 5 }] }, ['lines.0.text: must be a string']],
    ['more than the limit', { name: 'a', count: 21 }, ['count: must not be greater than 20']],
    [
      'more than the limit of a whole number',
      { name: 'a', limit: 501 },
      ['limit: must be null or a whole number from 1 to 500; to stop it, pause it'],
    ],
    ['null where something is needed', { name: null }, expect.arrayContaining(['name: must be a string'])],
    ['what a function refuses', { name: 'a', read: 'x' }, ['read.first: is x']],
    [
      'a prototype inside',
      JSON.parse('{"name":"a","line":{"text":"b","__proto__":{"n":1}}}'),
      ['line.__proto__: is not a known field'],
    ],
    [
      'a list where an object belongs',
      { name: 'a', line: [{ text: 'b' }] },
      expect.arrayContaining([expect.stringMatching(/^line/)]),
    ],
    ['an unknown field that is null', { name: 'a', colour: null }, ['colour: is not a known field']],
    ['no object', [], [': must be a JSON object']],
    ['null', null, [': must be a JSON object']],
    ['a deep tree', { name: deep(DEEPEST + 1) }, [': is nested too deeply']],
    ['a key of every object', { name: 'a', constructor: 1 }, ['constructor: is not a known field']],
    ['another one', { name: 'a', toString: 1 }, ['toString: is not a known field']],
    ['a prototype', JSON.parse('{"name":"a","__proto__":{"count":1}}'), ['__proto__: is not a known field']],
    [
      'such a key inside',
      { name: 'a', line: { text: 'b', constructor: 1 } },
      ['line.constructor: is not a known field'],
    ],
  ])('says what is wrong with %s', (_, body, problems) => expect(read(body)).toEqual(problems));

  it('takes null for what is not there, and as itself only where the schema says so', () => {
    const { body } = readBody(Sample, { name: 'a', count: null, limit: null, line: null });
    expect(Object.keys(body ?? {})).toEqual(['limit', 'name', 'read']);
    expect(body?.limit).toBeNull();
  });

  it('is thrown back with all that is wrong with it', () => {
    expect(() => validBody(readBody(Sample, { count: 0 }))).toThrow(InputRefused);
    expect(() => validBody(readBody(Sample, { count: 0 }))).toThrow(/name.*count/);
    expect(validBody(readBody(Sample, { name: 'a' }))).toBeInstanceOf(Sample);
  });

  it('has a schema with the limits that are checked', () => {
    expect(schemaOf(Sample)).toMatchObject({
      additionalProperties: false,
      properties: {
        name: { type: 'string', minLength: 1, maxLength: 10 },
        count: { type: 'integer', minimum: 1, maximum: 20 },
        limit: { type: 'integer', minimum: 1, maximum: 500, nullable: true },
      },
    });
  });
});
