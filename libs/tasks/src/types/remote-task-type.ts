import type { StoredTaskType } from '@app/persistence';
import stringify from 'safe-stable-stringify';
import { InputRefused, below, type InputProblem } from '@app/handlers';
import { once } from '../once.js';
import { BadSchema, type SchemaCheck, schemaCheck } from './schema-check.js';

/** A task type whose handlers are workers over HTTP. */
export class RemoteTaskType {
  // to compile takes milliseconds: what is never submitted is never compiled
  private readonly ofInput = once(() => schemaCheck(this.stored.inputSchema));
  private readonly ofResult = once(() => schemaCheck(this.stored.resultSchema));

  constructor(readonly stored: StoredTaskType) {}

  get name(): string {
    return this.stored.name;
  }

  get queue(): string {
    return this.stored.queue;
  }

  isEqual(other: StoredTaskType): boolean {
    return stringify(this.stored) === stringify(other);
  }

  /** @throws InputRefused with paths that begin with `input` */
  checkInput(input: object): void {
    refuse(below(['input'], this.ofInput()(input)));
  }

  /** What is wrong with a result; paths begin with `result`. */
  resultProblems(result: object): InputProblem[] {
    return below(['result'], this.ofResult()(result));
  }

  /** @throws InputRefused where a schema can't be used, or an example does not fit */
  check(): void {
    refuse([...problemsOf('input', this.ofInput), ...problemsOf('result', this.ofResult)]);
    const ofExamples = Object.entries(this.stored.examples).flatMap(([title, example]) =>
      below(['examples', title], this.ofInput()(example)),
    );
    refuse(ofExamples);
  }
}

function problemsOf(field: string, make: () => SchemaCheck): InputProblem[] {
  try {
    make();
    return [];
  } catch (error) {
    if (!(error instanceof BadSchema)) throw error;
    return [{ path: [field], message: `is no JSON Schema that can be used: ${error.message}` }];
  }
}

function refuse(problems: readonly InputProblem[]): void {
  if (problems.length > 0) throw new InputRefused(problems);
}
