import { Injectable } from '@nestjs/common';
import { Metrics } from '@app/observability';
import { hasEnded, TRANSITIONS } from '@app/persistence';
import { type DispatchReason, DispatchSignal } from './dispatch-signal.js';
import { EventNotifier } from '../events/event-notifier.js';
import type { Change } from './change.js';

/**
 * Says what has changed to everybody who must know: the metrics, the readers of events and the dispatcher.
 * (The worker that runs a task hears of its cancel from the statement itself.) Call it after the commit;
 * nothing is lost where it is not called.
 */
@Injectable()
export class Announcer {
  constructor(
    private readonly metrics: Metrics,
    private readonly notifier: EventNotifier,
    private readonly dispatch: DispatchSignal,
  ) {}

  announce(changes: readonly Change[]): void {
    if (changes.length === 0) return;
    this.notifier.notify(changes.filter(hasReaders).map(({ id }) => id));
    for (const change of changes) this.count(change);
    this.signal(changes);
  }

  private count({ transition, type, status, code = 'none' }: Change): void {
    if (transition === 'accept') this.metrics.accepted.inc({ type });
    if (transition === 'reclaim') this.metrics.leaseReclaims.inc();
    if (transition === 'retry' && status === 'PENDING') this.metrics.retries.inc({ type, code });
    if (transition !== 'remove' && hasEnded(status)) this.metrics.finished.inc({ type, status, code });
  }

  /** Once for each queue and reason: many changes come together. */
  private signal(changes: readonly Change[]): void {
    const signals = new Map(
      changes.flatMap((change) => signalOf(change)).map((one) => [`${one.reason} ${one.queue}`, one]),
    );
    for (const { queue, reason } of signals.values()) this.dispatch.signal(queue, reason);
  }
}

/** Nobody can follow a task that was only just accepted, nor one that is gone. */
function hasReaders({ transition }: Change): boolean {
  return transition !== 'accept' && transition !== 'remove';
}

function signalOf({ transition, queue, status }: Change): { queue: string; reason: DispatchReason }[] {
  if (status === 'PENDING') return [{ queue, reason: 'due' }];
  if (transition === 'claim') return [{ queue, reason: 'room' }];
  const hasRun = TRANSITIONS[transition].from.includes('PROCESSING');
  return hasRun && hasEnded(status) ? [{ queue, reason: 'ended' }] : [];
}
