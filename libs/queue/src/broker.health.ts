import { Inject, Injectable } from '@nestjs/common';
import { HealthIndicatorService, type HealthIndicatorResult } from '@nestjs/terminus';
import { Metrics } from '@app/observability';
import { BROKER } from './broker.token.js';
import type { Broker } from './broker.js';
import { limited } from './limited.js';

const LIMIT_MS = 1_000;

/** Whether the broker answers. Never down, only degraded: tasks are accepted without it, and run when it is back. */
@Injectable()
export class BrokerHealth {
  constructor(
    @Inject(BROKER) private readonly broker: Broker,
    private readonly indicators: HealthIndicatorService,
    private readonly metrics: Metrics,
  ) {
    metrics.beforeScrape(async () => void (await this.check()));
  }

  async check(key = 'broker'): Promise<HealthIndicatorResult> {
    const { kind } = this.broker;
    const reachable = await this.reachable();
    this.metrics.brokerUp.set(reachable ? 1 : 0);
    const indicator = this.indicators.check(key);
    if (reachable) return indicator.up({ kind });
    return indicator.up({ kind, degraded: true, message: 'the broker does not answer; tasks are accepted and wait' });
  }

  private async reachable(): Promise<boolean> {
    if (!this.broker.isReady()) return false;
    return limited('ping', LIMIT_MS, this.broker.ping()).then(
      () => true,
      () => false,
    );
  }
}
