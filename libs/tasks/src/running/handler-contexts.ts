import { Injectable } from '@nestjs/common';
import { instanceOf } from '../input/input-validation.js';
import type { SharedLease, TaskContext, TaskUsage } from '@app/handlers';
import type { RegisteredTaskType } from '../types/task-type.registry.js';
import { idempotencyKeyOf, runIdOf } from './idempotency-key.js';
import { LeaseKeeper } from './lease-keeper.js';
import { reportedUsage } from './reported-usage.js';
import type { RunningTask } from './running-task.js';
import { stoppedFor } from './stopped.js';
import { TaskLogger } from './task-logger.js';
import { TaskReporter } from './task-reporter.js';
import { TextWriter } from './text-writer.js';

/** What handlers are given: a task's input, and the ways to report of it. */
@Injectable()
export class HandlerContexts {
  constructor(
    private readonly reporter: TaskReporter,
    private readonly logs: TaskLogger,
    private readonly texts: TextWriter,
    private readonly leases: LeaseKeeper,
  ) {}

  of(running: RunningTask, type: RegisteredTaskType): TaskContext<object> {
    const { task, signal } = running;
    return {
      taskId: task.id,
      input: instanceOf(type.input, task.input),
      attempt: task.attemptsMade,
      idempotencyKey: idempotencyKeyOf(task),
      runId: runIdOf(task),
      signal,
      progress: (percent, message) => this.reporter.report(running, percent, message ?? null),
      log: this.logs.of(running),
      emit: (text) => this.texts.emit(running, text),
      usage: (usage) => this.report(running, usage),
      shareLease: () => this.share(running),
    };
  }

  /** Writes what is left of what a handler reported: readers get the whole text before the end. */
  async finish(running: RunningTask): Promise<void> {
    this.reporter.forget(running);
    await this.logs.finish(running);
    await this.texts.finish(running);
  }

  private share(running: RunningTask): SharedLease {
    running.isShared = true;
    return {
      token: running.lease.leaseToken,
      ended: () => {
        running.wait();
        void this.leases.look([running]); // it may have been ended before
        return stoppedFor(running.signal, 0);
      },
    };
  }

  private report(running: RunningTask, usage: TaskUsage): void {
    const reported = reportedUsage(usage);
    if (reported) running.addUsage(reported);
    else
      this.logs.log(
        running,
        'warn',
        'The handler reported usage that is no count of tokens; it is not kept.',
      );
  }
}
