import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800];

/** Default gauges that are named like counters, which Prometheus's linter refuses. */
const MISNAMED = [
  'nodejs_active_handles_total',
  'nodejs_active_requests_total',
  'nodejs_active_resources_total',
];

/**
 * Every metric of a process, each with a registry of its own so that two applications in one process do not
 * collide.
 */
@Injectable()
export class Metrics {
  readonly registry = new Registry();

  readonly accepted = this.counter('tasks_accepted_total', 'Tasks that were accepted.', ['type']);
  readonly finished = this.counter('tasks_finished_total', 'Tasks that ended.', ['type', 'status', 'code']);
  readonly retries = this.counter('task_retries_total', 'Attempts that failed and are tried again.', [
    'type',
    'code',
  ]);
  readonly waitSeconds = this.histogram('task_wait_seconds', 'From due to claimed.', ['queue']);
  readonly runSeconds = this.histogram('task_run_seconds', 'One attempt, from claim to end.', ['type']);
  readonly leaseReclaims = this.counter(
    'lease_reclaims_total',
    'Tasks taken from a worker that stopped answering.',
    [],
  );
  readonly staleResults = this.counter(
    'stale_results_refused_total',
    'Results refused because their lease was lost.',
    [],
  );
  readonly firings = this.counter(
    'schedule_firings_total',
    'Firings of schedules that this process decided.',
    ['outcome'],
  );
  readonly tasksRemoved = this.counter(
    'tasks_removed_total',
    'Ended tasks removed because of their age.',
    [],
  );
  readonly brokerErrors = this.counter('broker_errors_total', 'Calls to the broker that failed.', ['call']);
  readonly brokerUp = this.gauge('broker_up', '1 while the broker answers.', []);
  readonly deliveriesLost = this.counter('deliveries_lost_total', 'Tasks that the broker no longer had.', [
    'queue',
  ]);
  readonly queueTasks = this.gauge('queue_tasks', 'Tasks of a queue by state, in the whole cluster.', [
    'queue',
    'state',
  ]);
  readonly queueDemand = this.gauge(
    'queue_demand',
    'Slots of workers that a queue could use now: tasks that run, and those that may start.',
    ['queue'],
  );
  readonly queueOldestAge = this.gauge(
    'queue_oldest_task_age_seconds',
    'How long the task has waited that waits longest.',
    ['queue'],
  );
  readonly queueAlerts = this.gauge(
    'queue_alert_active',
    '1 while a queue is longer or older than its limit.',
    ['queue', 'reason'],
  );
  readonly outboxUndelivered = this.gauge(
    'outbox_undelivered',
    'Due tasks that are not with the broker.',
    [],
  );
  readonly outboxOldestAge = this.gauge(
    'outbox_oldest_age_seconds',
    'How long the oldest of these has been due.',
    [],
  );
  readonly aiTokens = this.counter('ai_tokens_total', 'Tokens that language models took and gave.', [
    'provider',
    'model',
    'direction',
  ]);
  readonly aiRequestSeconds = this.histogram('ai_request_seconds', 'Requests to language models.', [
    'provider',
    'model',
  ]);
  readonly aiFirstTokenSeconds = this.histogram(
    'ai_time_to_first_token_seconds',
    'From request to first text.',
    ['provider', 'model'],
  );
  readonly slots = this.gauge('worker_slots', 'Tasks that this worker may run at once.', ['queue']);
  readonly slotsBusy = this.gauge('worker_slots_busy', 'Tasks that this worker runs now.', ['queue']);
  readonly eventStreams = this.gauge('event_streams_open', 'Clients that follow events now.', []);
  readonly waitingClaims = this.gauge(
    'work_claims_waiting',
    'Workers over HTTP that wait for tasks at this API now.',
    [],
  );
  readonly webhookDeliveries = this.counter(
    'webhook_deliveries_total',
    'Tries to deliver a webhook that ended.',
    ['outcome'],
  );
  readonly webhooksUndelivered = this.gauge(
    'webhooks_undelivered',
    'Webhooks that are to be delivered, now or again.',
    [],
  );
  readonly webhooksOldestAge = this.gauge(
    'webhooks_oldest_age_seconds',
    'How long the oldest of them has waited.',
    [],
  );
  readonly sqsMessages = this.counter('sqs_messages_total', 'Messages of SQS by what became of them.', [
    'queue',
    'outcome',
  ]);
  readonly sqsIngestUp = this.gauge('sqs_ingest_up', '1 while messages can be taken from the queue.', [
    'queue',
  ]);
  readonly resultEvents = this.counter(
    'result_events_total',
    'Results that a queue or a topic took or refused.',
    ['destination', 'outcome'],
  );
  readonly resultEventsUndelivered = this.gauge(
    'result_events_undelivered',
    'Results that are to be told, now or again.',
    ['destination'],
  );
  readonly resultEventsOldestAge = this.gauge(
    'result_events_oldest_age_seconds',
    'How long the oldest of them has waited.',
    ['destination'],
  );
  readonly httpSeconds = this.histogram('http_request_duration_seconds', 'HTTP requests.', [
    'method',
    'route',
    'status',
  ]);

  private readonly collecting: (() => Promise<void>)[] = [];

  constructor() {
    collectDefaultMetrics({ register: this.registry });
    for (const name of MISNAMED) this.registry.removeSingleMetric(name);
  }

  /** @param collect sets gauges that must be right at the time of a scrape; it must not throw */
  beforeScrape(collect: () => Promise<void>): void {
    this.collecting.push(collect);
  }

  /** All metrics in Prometheus's text format. */
  async scrape(): Promise<string> {
    await Promise.all(this.collecting.map((collect) => collect()));
    return this.registry.metrics();
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
