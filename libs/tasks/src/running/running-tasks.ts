import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import type { Lease } from '@app/persistence';
import type { RunningTask } from './running-task.js';

/**
 * What this process runs at the moment, by lease: after a lost lease the same task may already run here anew.
 */
@Injectable()
export class RunningTasks {
  private readonly byLease = new Map<string, RunningTask>();
  private readonly claims = new Set<Lease>();
  private readonly context = new AsyncLocalStorage<RunningTask>();

  add(running: RunningTask): void {
    this.byLease.set(running.lease.leaseToken, running);
  }

  remove(running: RunningTask): void {
    this.byLease.delete(running.lease.leaseToken);
  }

  /** A claim may have taken its task, with its answer lost: the lease is kept until that is known. */
  async whileClaiming<Value>(lease: Lease, claim: () => Promise<Value>): Promise<Value> {
    this.claims.add(lease);
    return claim().finally(() => this.claims.delete(lease));
  }

  /** What claims that are under way will hold, or hold already. */
  claimed(): Lease[] {
    return [...this.claims];
  }

  /** Runs a handler so that what it does, now and later, is known to be this task's. */
  asTask<Value>(running: RunningTask, work: () => Value): Value {
    return this.context.run(running, work);
  }

  /** Whose handler has led to what happens now; null where none has. */
  get current(): RunningTask | null {
    return this.context.getStore() ?? null;
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
}
