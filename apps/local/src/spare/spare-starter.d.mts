import type { Starter } from '../starter.js';

/** @param oursStay whether our own files stay as they are: then a spare may load them at once */
export class SpareStarter implements Starter {
  constructor(options?: { readonly oursStay?: boolean });
  start: Starter['start'];
  expect: Starter['expect'];
  prepare: Starter['prepare'];
  stop: Starter['stop'];
}
