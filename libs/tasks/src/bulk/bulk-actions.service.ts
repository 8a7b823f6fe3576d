import { Injectable } from '@nestjs/common';
import {
  type BulkAction,
  type BulkActionName,
  BulkActionRepository,
  type TaskFilter,
} from '@app/persistence';
import { v7 as uuidv7 } from 'uuid';
import { BulkActionEnded, BulkActionNotFound } from './bulk-action.errors.js';
import { BulkActionRunner } from './bulk-action.runner.js';

/** Cancels, retries or removes every task that a filter matches, in the background. */
@Injectable()
export class BulkActionsService {
  constructor(
    private readonly actions: BulkActionRepository,
    private readonly runner: BulkActionRunner,
  ) {}

  /** How many tasks match now. */
  count(filter: TaskFilter): Promise<number> {
    return this.actions.count(filter);
  }

  /** Tasks that are accepted later are left alone. */
  async start(action: BulkActionName, filter: TaskFilter): Promise<BulkAction> {
    const started = await this.actions.create(uuidv7(), action, filter);
    this.runner.wake();
    return started;
  }

  /** @throws BulkActionNotFound */
  async get(id: string): Promise<BulkAction> {
    const found = await this.actions.find(id);
    if (!found) throw new BulkActionNotFound();
    return found;
  }

  /**
   * What is done stays done. A cancelled action stays as it is.
   * @throws BulkActionNotFound, or BulkActionEnded where it ended otherwise
   */
  async cancel(id: string): Promise<BulkAction> {
    const cancelled = (await this.actions.cancel(id)) ?? (await this.get(id));
    if (cancelled.status !== 'CANCELLED') throw new BulkActionEnded(cancelled.status);
    return cancelled;
  }
}
