/** A rate is better the larger it is; times and memory are better the smaller they are. */
export type Unit = '/s' | 'ms' | 'MiB' | 'bytes' | 'connections' | '% of a core';

/** What was measured in the same run on the same servers without the product. */
export interface Ceiling {
  readonly name: string;
  readonly value: number;
}

/** One line of the report. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: Unit;
  readonly ceilings: readonly Ceiling[];
  /** What it must not exceed. */
  readonly limit?: number;
}

/** How near a figure is to a ceiling; 1 is as good. */
export function ratioOf({ value, unit }: Figure, ceiling: Ceiling): number {
  return unit === '/s' ? value / ceiling.value : ceiling.value / value;
}
