import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsOptional, IsString, ValidateNested } from 'class-validator';
import { inputProblems, instanceOf } from './input-validation.js';
import { pathText } from '@app/handlers';

let looks = 0;

class Inner {
  @IsString() readonly name!: string;
}

class Outer {
  @IsString() readonly text!: string;
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(3)
  @IsString({ each: true, message: () => String((looks += 1)) })
  readonly few?: string[];
  @IsOptional() @IsArray() @IsString({ each: true }) readonly many?: string[];
  @IsOptional() @ValidateNested() @Type(() => Inner) readonly inner?: Inner;
  @IsOptional() @ValidateNested({ each: true }) @Type(() => Inner) readonly inners?: Inner[];
}

const keys = (count: number): object =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`k${n}`, n]));
const problemsOf = (plain: object): string[] =>
  inputProblems(instanceOf(Outer, plain), ['input']).map(
    ({ path, message }) => `${pathText(path)}: ${message}`,
  );

describe('what is wrong with an input', () => {
  it('is said with its path, unknown fields included', () =>
    expect(
      problemsOf({ text: 5, colour: 1, inner: { name: 'x', size: 2 }, inners: [{ name: 'y' }, { name: 5 }] }),
    ).toEqual([
      'input.colour: is not a known field',
      'input.inner.size: is not a known field',
      'input.text: must be a string',
      'input.inners.1.name: must be a string',
    ]));

  it('is at most a hundred problems', () => {
    expect(problemsOf({ text: 'x', ...keys(5_000) })).toHaveLength(100);
    expect(problemsOf({ text: 'x', inner: { name: 'x', ...keys(5_000) } })).toHaveLength(100);
    expect(problemsOf({ text: 'x', inners: Array.from({ length: 200 }, () => ({ name: 5 })) })).toHaveLength(
      100,
    );
  });

  it('is counted before any rule looks at it', () => {
    expect(problemsOf({ text: 'x', few: Array.from({ length: 290_000 }, () => 5) })).toEqual([
      'input.few: must contain no more than 3 elements',
    ]);
    expect(looks).toBe(0);
    expect(problemsOf({ text: 'x', many: Array.from({ length: 290_000 }, () => 'x') })).toEqual([
      'input.many: must contain no more than 10000 elements',
    ]);
  });

  it('is not led astray by a field named constructor', () =>
    expect(problemsOf(JSON.parse('{"text":"x","inner":{"name":"x","constructor":5}}') as object)).toEqual(
      [],
    ));
});
