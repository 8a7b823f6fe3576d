import { Inject, Injectable } from '@nestjs/common';
import { LOGGER, type Logger, Metrics, RateLimited, type SideReport, SideWork } from '@app/observability';
import { IngestQueue } from './ingest-queue.js';

/** Whether the queue can be reached, for metrics, health and the log. */
@Injectable()
export class IngestState {
  private problem: { readonly code: string; readonly since: Date } | null = null;
  private readonly lines = new RateLimited(60_000);

  constructor(
    private readonly queue: IngestQueue,
    private readonly metrics: Metrics,
    @Inject(LOGGER) private readonly logger: Logger,
    sideWork: SideWork,
  ) {
    sideWork.add('sqsIngest', () => this.report);
  }

  /** What health says of it: a worker that cannot reach it runs tasks all the same. */
  private get report(): SideReport {
    const { name: queue } = this.queue;
    if (!this.problem) return { queue };
    const { code, since } = this.problem;
    return { queue, degraded: true, message: `SQS cannot be reached since ${since.toISOString()} (${code})` };
  }

  reached(): void {
    this.metrics.sqsIngestUp.set({ queue: this.queue.name }, 1);
    if (this.problem) this.logger.info({ queue: this.queue.name }, 'messages are taken from SQS again');
    this.problem = null;
  }

  failed(error: { readonly code: string; readonly message: string }): void {
    this.metrics.sqsIngestUp.set({ queue: this.queue.name }, 0);
    this.problem = { code: error.code, since: this.problem?.since ?? new Date() };
    this.lines.run((suppressed) =>
      this.logger.warn({ queue: this.queue.name, error, suppressed }, 'SQS cannot be reached; trying again'),
    );
  }
}
