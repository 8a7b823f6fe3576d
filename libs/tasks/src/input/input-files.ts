import { Injectable } from '@nestjs/common';
import { FileRepository, type NewTask } from '@app/persistence';
import { InputRefused, type ProblemPath } from '@app/handlers';
import { TaskTypes } from '../types/task-types.js';

/** Whether the files exist that tasks are to work on. */
@Injectable()
export class InputFiles {
  constructor(
    private readonly files: FileRepository,
    private readonly types: TaskTypes,
  ) {}

  /**
   * Looks once for all of them, and not at all where no task names a file.
   * @param rootOf where a task stands in what was sent, such as `tasks.3`
   * @throws InputRefused
   */
  async check(given: readonly NewTask[], rootOf: (index: number) => ProblemPath = () => []): Promise<void> {
    const ids = given.flatMap(({ fileIds = [] }) => fileIds);
    if (ids.length === 0) return;
    const known = new Set(await this.files.known(ids));
    const problems = given.flatMap((task, index) =>
      this.named(task)
        .filter(({ id }) => !known.has(id))
        .map(({ field }) => ({
          path: [...rootOf(index), 'input', field],
          message: 'is not the id of a file that exists; upload it first',
        })),
    );
    if (problems.length > 0) throw new InputRefused(problems);
  }

  private named({ type, input }: NewTask): { readonly field: string; readonly id: string }[] {
    return this.types.find(type)?.filesIn(input) ?? [];
  }
}
