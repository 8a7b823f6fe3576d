import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { HealthIndicatorService, type HealthIndicatorResult } from '@nestjs/terminus';

/**
 * A process whose event loop was held for this long at a stretch since the last look does not serve anybody.
 */
const LIMIT_MS = 10_000;
const NS_PER_MS = 1e6;

/** Liveness: whether the event loop turns. */
@Injectable()
export class EventLoopHealth implements OnModuleDestroy {
  private readonly delay = monitorEventLoopDelay({ resolution: 20 });

  constructor(private readonly indicators: HealthIndicatorService) {
    this.delay.enable();
  }

  check(key = 'eventLoop'): HealthIndicatorResult {
    const longestMs = Math.round(this.delay.max / NS_PER_MS);
    this.delay.reset();
    const indicator = this.indicators.check(key);
    return longestMs > LIMIT_MS ? indicator.down({ longestMs }) : indicator.up();
  }

  onModuleDestroy(): void {
    this.delay.disable();
  }
}
