import { Inject, Injectable } from '@nestjs/common';
import { HealthIndicatorService, type HealthIndicatorResult } from '@nestjs/terminus';
import { LOGGER, type Logger, Metrics } from '@app/observability';
import { BROKER } from './broker.token.js';
import type { Broker } from './broker.js';
import { brokerProblem, NO_ANSWER } from './broker-problem.js';
import { withBrokerTimeout } from './broker-timeout.js';

const LIMIT_MS = 1_000;

/**
 * Whether the broker takes tasks. Never down, only degraded: tasks are accepted without it, and run when it
 * is back.
 */
@Injectable()
export class BrokerHealth {
  private lastProblem: string | null = null;

  constructor(
    @Inject(BROKER) private readonly broker: Broker,
    private readonly indicators: HealthIndicatorService,
    private readonly metrics: Metrics,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    metrics.beforeScrape(async () => void (await this.check()));
  }

  async check(key = 'broker'): Promise<HealthIndicatorResult> {
    const { kind } = this.broker;
    const problem = await this.problem();
    this.metrics.brokerUp.set(problem ? 0 : 1);
    this.tellChange(problem);
    const indicator = this.indicators.check(key);
    return problem
      ? indicator.up({ kind, degraded: true, message: `${problem}; tasks are accepted and wait` })
      : indicator.up({ kind });
  }

  private async problem(): Promise<string | null> {
    const found = this.broker.isReady()
      ? await withBrokerTimeout('probe', LIMIT_MS, this.broker.probe()).then(() => null, brokerProblem)
      : NO_ANSWER;
    // while it connects again, the reason for that stays
    return found === NO_ANSWER ? (this.lastProblem ?? NO_ANSWER) : found;
  }

  private tellChange(problem: string | null): void {
    if (problem === this.lastProblem) return;
    this.lastProblem = problem;
    if (problem) this.logger.warn({ problem }, 'the broker takes no tasks');
    else this.logger.info('the broker takes tasks again');
  }
}
