import { Injectable } from '@nestjs/common';
import { type Moved, RemoteWorkRepository } from '@app/persistence';
import { TaskEngine } from '../engine/task-engine.js';
import { retryOrFail, timedOut } from '../running/outcome.js';
import { TaskTypes } from '../types/task-types.js';

/** Ends attempts of workers over HTTP that have lasted longer than they may: nobody else stands by them. */
@Injectable()
export class OverdueWork {
  constructor(
    private readonly work: RemoteWorkRepository,
    private readonly engine: TaskEngine,
    private readonly types: TaskTypes,
  ) {}

  /** @returns those that were ended */
  async timeOut(limit: number): Promise<Moved[]> {
    const overdue = await this.work.overdue(limit);
    if (overdue.length === 0) return [];
    const answers = await this.engine.settle(
      overdue.map(({ id, leaseToken, ...task }) => ({
        lease: { id, leaseToken },
        settlement: retryOrFail(task, timedOut(task), this.types.retryDelayMs(task.type)),
      })),
    );
    return answers.filter((answer): answer is Moved => answer !== null && answer !== 'busy');
  }
}
