import { Exclude, Expose, plainToInstance as own, Transform, Type } from 'class-transformer';
import { plainToInstance } from './plain-to-instance.js';

class Inner {
  readonly size: number = 3;
  readonly name!: string;
}
class Outer {
  readonly map!: object;
  readonly kept: string = 'by default';
  @Type(() => Inner) readonly inner!: Inner;
  @Type(() => Inner) readonly inners!: Inner[];
  @Type(() => Date) readonly at!: Date;
  @Transform(({ value }) => String(value)) readonly text!: string;
}
class Renamed {
  @Expose({ name: 'colour' }) readonly color!: string;
  @Exclude() readonly secret!: string;
}
@Exclude()
class Closed {
  @Expose() readonly shown!: string;
}

const PLAIN = {
  map: { a: { b: [1, { c: null }] } },
  inner: { name: 'x', more: 1 },
  inners: [{ name: 'y' }, { size: 5 }],
  at: '2026-01-02T03:04:05.678Z',
  text: 5,
  constructor: 5,
  unknown: [{}],
};
const wide = (count: number): object =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`key${n}`, n]));

describe('an instance of a plain value', () => {
  it.each([
    ['with classes inside', Outer, PLAIN],
    ['with names of its own', Renamed, { colour: 'red', secret: 'x', color: 'blue' }],
    ['with what it shows', Closed, { shown: 'a', hidden: 'b' }],
  ])('%s is the one that class-transformer makes', (_, type, plain) =>
    expect(plainToInstance<object>(type, plain)).toStrictEqual(
      own<object, object>(type, plain, { exposeDefaultValues: true }),
    ),
  );

  it.each([
    ['unknown', wide(30_000)],
    ['a map of its own', { map: wide(30_000) }],
  ])('is made without a look at each field for each: %s', (_, plain) => {
    const indexOf = Array.prototype.indexOf;
    let looks = 0;
    Array.prototype.indexOf = function (this: unknown[], ...given) {
      looks += this.length;
      return indexOf.apply(this, given);
    };
    try {
      plainToInstance(Outer, plain);
    } finally {
      Array.prototype.indexOf = indexOf;
    }
    expect(looks).toBeLessThan(1_000);
  });
});
