import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Notifier } from '@app/persistence';
import { DispatchSignal } from '../engine/dispatch-signal.js';
import { TaskTypes } from '../types/task-types.js';
import { ClaimDesk } from './claim-desk.js';
import { WorkDue } from './work-due.js';

/** Wakes those who wait for work over HTTP, here and in other processes, when some may be due. */
@Injectable()
export class WorkSignals implements OnModuleInit {
  constructor(
    private readonly desk: ClaimDesk,
    private readonly types: TaskTypes,
    private readonly due: WorkDue,
    private readonly signal: DispatchSignal,
    private readonly notifier: Notifier,
  ) {}

  onModuleInit(): void {
    this.signal.onSignal((queue, reason) => reason !== 'room' && this.becameDue(queue));
    this.notifier.on('work_due', () => this.desk.wake());
    this.notifier.on('queue_settings', () => this.desk.wake());
  }

  private becameDue(queue: string): void {
    if (!this.types.remote().some((type) => type.queue === queue)) return;
    this.due.tell();
    this.desk.wake();
  }
}
