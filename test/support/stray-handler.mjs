/**
 * Loaded into a worker before its own files: some calculations leave errors behind where nobody waits for
 * them. `1` rejects a promise, `2` throws in a timer, `3` rejects a promise that belongs to no task; `9`
 * waits until it is told to stop.
 */
import { AsyncResource } from 'node:async_hooks';
import { once } from 'node:events';
import { CalculationHandler } from '../../dist/libs/task-types/src/calculation/calculation.handler.js';

const outside = new AsyncResource('OUTSIDE');
const fail = () => {
  throw new Error('left behind');
};
const STRAYS = {
  1: () => void Promise.resolve().then(fail),
  2: () => void setTimeout(fail, 1),
  3: () => outside.runInAsyncScope(() => void Promise.resolve().then(fail)),
  9: () => undefined,
};

const { run } = CalculationHandler.prototype;
CalculationHandler.prototype.run = async function (context) {
  const stray = STRAYS[context.input.expression];
  if (!stray || context.attempt > 1) return run.call(this, context);
  stray();
  await once(context.signal, 'abort');
  throw context.signal.reason;
};
