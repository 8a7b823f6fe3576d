import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800];

/** Every metric of a process, each with a registry of its own so that two applications in one process do not collide. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();

  readonly accepted = this.counter('tasks_accepted_total', 'Tasks that were accepted.', ['type']);
  readonly finished = this.counter('tasks_finished_total', 'Tasks that ended.', ['type', 'status', 'code']);
  readonly retries = this.counter('task_retries_total', 'Attempts that failed and are tried again.', ['type', 'code']);
  readonly waitSeconds = this.histogram('task_wait_seconds', 'From due to claimed.', ['queue']);
  readonly runSeconds = this.histogram('task_run_seconds', 'One attempt, from claim to end.', ['type']);
  readonly leaseReclaims = this.counter('lease_reclaims_total', 'Tasks taken from a worker that stopped answering.', []);
  readonly staleResults = this.counter('stale_results_refused_total', 'Results refused because their lease was lost.', []);
  readonly firings = this.counter('schedule_firings_total', 'Firings of schedules that this process decided.', ['outcome']);
  readonly tasksRemoved = this.counter('tasks_removed_total', 'Ended tasks removed because of their age.', []);
  readonly brokerErrors = this.counter('broker_errors_total', 'Calls to the broker that failed.', ['call']);
  readonly brokerUp = this.gauge('broker_up', '1 while the broker answers.', []);
  readonly deliveriesLost = this.counter('deliveries_lost_total', 'Tasks that the broker no longer had.', ['queue']);
  readonly slots = this.gauge('worker_slots', 'Tasks that this worker may run at once.', ['queue']);
  readonly slotsBusy = this.gauge('worker_slots_busy', 'Tasks that this worker runs now.', ['queue']);
  readonly eventStreams = this.gauge('event_streams_open', 'Clients that follow events now.', []);
  readonly webhookDeliveries = this.counter('webhook_deliveries_total', 'Tries to deliver a webhook that ended.', ['outcome']);
  readonly outboxUndelivered = this.gauge(
    'outbox_undelivered',
    'Webhooks that are to be delivered, those that wait for a retry included.',
    [],
  );
  readonly outboxOldestAge = this.gauge('outbox_oldest_age_seconds', 'How long the oldest of them has waited.', []);
  readonly httpSeconds = this.histogram('http_request_duration_seconds', 'HTTP requests.', ['method', 'route', 'status']);

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  private counter<Label extends string>(name: string, help: string, labelNames: Label[]): Counter<Label> {
    return new Counter({ name, help, labelNames, registers: [this.registry] });
  }

  private gauge<Label extends string>(name: string, help: string, labelNames: Label[]): Gauge<Label> {
    return new Gauge({ name, help, labelNames, registers: [this.registry] });
  }

  private histogram<Label extends string>(name: string, help: string, labelNames: Label[]): Histogram<Label> {
    return new Histogram({ name, help, labelNames, buckets: SECONDS, registers: [this.registry] });
  }
}
