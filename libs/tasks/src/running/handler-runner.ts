import { Injectable } from '@nestjs/common';
import { Configuration } from '@app/config';
import { Metrics } from '@app/observability';
import type { Settlement } from '@app/persistence';
import { type RegisteredTaskType, TaskTypeRegistry } from '../types/task-type.registry.js';
import { once } from '../once.js';
import { HandlerContexts } from './handler-contexts.js';
import { HandlerErrors } from './handler-errors.js';
import { completed, failed } from './outcome.js';
import type { RunningTask } from './running-task.js';
import { RunningTasks } from './running-tasks.js';
import { STOP_GRACE_MS } from './stop-reason.js';
import { stoppedFor } from './stopped.js';

/** Calls handlers, and says what each attempt comes to. */
@Injectable()
export class HandlerRunner {
  constructor(
    private readonly types: TaskTypeRegistry,
    private readonly contexts: HandlerContexts,
    private readonly errors: HandlerErrors,
    private readonly running: RunningTasks,
    private readonly metrics: Metrics,
    private readonly configuration: Configuration,
  ) {}

  /**
   * Null where there is nothing to say, as the lease was lost. All that the handler reported is then written.
   */
  async run(running: RunningTask): Promise<Settlement | null> {
    const type = this.types.find(running.task.type);
    if (!type) return { kind: 'release' }; // only types that are known are claimed
    const settlement = await this.measured(running, () => this.perform(running, type));
    await this.contexts.finish(running);
    return settlement;
  }

  /**
   * Fails the task whose handler has left an error behind, such as a rejected promise that it does not wait
   * for. Call it where the error comes up.
   * @returns false where the error is not a task's
   */
  blame(error: unknown): boolean {
    const { current } = this.running;
    if (!current) return false;
    this.errors.log(current.task, error);
    current.stray(error);
    return true;
  }

  private async perform(running: RunningTask, type: RegisteredTaskType): Promise<Settlement | null> {
    const timeout = setTimeout(() => running.stop('timeout'), running.task.timeoutMs);
    try {
      return completed(running, await this.handle(running, type), this.configuration.maxResultBytes);
    } catch (error) {
      if (!running.stopReason) this.errors.log(running.task, error);
      return failed(running, this.errors.told(error), type.retryDelayMs);
    } finally {
      clearTimeout(timeout);
    }
  }

  private handle(running: RunningTask, type: RegisteredTaskType): Promise<object> {
    const context = this.contexts.of(running, type);
    const run = (): Promise<object> => type.handler.run(context);
    return Promise.race([
      this.running.asTask(running, run),
      stoppedFor(running.signal, STOP_GRACE_MS),
      running.strayed,
    ]);
  }

  private async measured<Value>(running: RunningTask, work: () => Promise<Value>): Promise<Value> {
    const { queue, type, dueAt, startedAt } = running.task;
    this.metrics.waitSeconds.observe({ queue }, secondsBetween(dueAt, startedAt));
    this.metrics.slotsBusy.inc({ queue });
    const leaveSlot = once(() => this.metrics.slotsBusy.dec({ queue }));
    running.onWait(leaveSlot);
    const ended = this.metrics.runSeconds.startTimer({ type });
    try {
      return await work();
    } finally {
      ended();
      leaveSlot();
    }
  }
}

function secondsBetween(from: Date, to: Date | null): number {
  return Math.max(0, (to?.getTime() ?? 0) - from.getTime()) / 1000;
}
