import { createHash } from 'node:crypto';
import { type TaskContext, TaskError, type TaskHandler, TaskType } from '@app/tasks';
import { UnreliableInput } from './unreliable.input.js';
import { UnreliableResult } from './unreliable.result.js';

const DEFAULT_PROBABILITY = 0.7;

@TaskType({
  name: 'demo.unreliable',
  queue: 'demo_tasks',
  description: 'Fails with a given probability, to show retries.',
  input: UnreliableInput,
  result: UnreliableResult,
  examples: { 'as it comes': {}, 'fails twice, then succeeds': { failureProbability: 0.5, seed: 2 } },
})
export class UnreliableHandler implements TaskHandler<UnreliableInput, UnreliableResult> {
  run({ input, attempt }: TaskContext<UnreliableInput>): Promise<UnreliableResult> {
    const drawn =
      input.seed === undefined || input.seed === null ? Math.random() : seededRandom(input.seed, attempt);
    if (drawn >= (input.failureProbability ?? DEFAULT_PROBABILITY)) return Promise.resolve({ attempt });
    return Promise.reject(
      new TaskError('internal', `Attempt ${attempt} failed by chance.`, { retryable: true }),
    );
  }
}

/** Uniform in [0, 1), always the same for a seed and an attempt. */
export function seededRandom(seed: number, attempt: number): number {
  return createHash('sha256').update(`${seed}:${attempt}`).digest().readUInt32BE() / 2 ** 32;
}
