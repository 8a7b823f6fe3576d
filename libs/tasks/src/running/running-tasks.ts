import { Injectable } from '@nestjs/common';
import type { RunningTask } from './running-task.js';

/** What this process runs at the moment, by lease: after a lost lease the same task may already run here anew. */
@Injectable()
export class RunningTasks {
  private readonly byLease = new Map<string, RunningTask>();
  private readonly idle = new Set<() => void>();

  add(running: RunningTask): void {
    this.byLease.set(running.lease.leaseToken, running);
  }

  remove(running: RunningTask): void {
    this.byLease.delete(running.lease.leaseToken);
    if (this.byLease.size > 0) return;
    for (const tell of this.idle) tell();
    this.idle.clear();
  }

  get size(): number {
    return this.byLease.size;
  }

  all(): RunningTask[] {
    return [...this.byLease.values()];
  }

  withId(taskId: string): RunningTask[] {
    return this.all().filter(({ task }) => task.id === taskId);
  }

  /** Resolves when nothing runs. */
  whenIdle(): Promise<void> {
    if (this.byLease.size === 0) return Promise.resolve();
    return new Promise((resolve) => this.idle.add(resolve));
  }
}
