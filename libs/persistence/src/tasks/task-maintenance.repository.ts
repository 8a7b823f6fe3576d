import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { rowsOf } from '../rows.js';
import { Task } from './task.entity.js';
import { expire } from './transitions/expire.js';
import { forceCancel } from './transitions/force-cancel.js';
import type { Moved } from './transitions/moved.js';
import { reclaim } from './transitions/reclaim.js';

/**
 * The transitions that nobody asks for: time makes them. Each takes a bounded batch and skips what another
 * process holds.
 */
@Injectable()
export class TaskMaintenanceRepository {
  constructor(@InjectRepository(Task) private readonly tasks: Repository<Task>) {}

  /**
   * PROCESSING with an expired lease, of which its worker says nothing elsewhere, to PENDING, or to FAILED
   * `worker_lost` where no attempt is left.
   */
  reclaimLost(limit: number): Promise<Moved[]> {
    return rowsOf(this.tasks.manager, ...reclaim(limit));
  }

  /** PENDING to FAILED `expired`. */
  expire(limit: number): Promise<Moved[]> {
    return rowsOf(this.tasks.manager, ...expire(limit));
  }

  /** PROCESSING to CANCELLED where the worker has not answered the request within the grace period. */
  forceCancels(graceMs: number, limit: number): Promise<Moved[]> {
    return rowsOf(this.tasks.manager, ...forceCancel(graceMs, limit));
  }
}
