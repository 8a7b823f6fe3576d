import { Controller, Get, Header } from '@nestjs/common';
import {
  HealthCheck,
  type HealthCheckResult,
  HealthCheckService,
  HealthIndicatorService,
} from '@nestjs/terminus';
import { EventLoopHealth, Metrics, SideWork } from '@app/observability';
import { DatabaseHealth } from '@app/persistence';
import { BrokerHealth } from '@app/queue';
import { Consumers } from '../consumers.js';

/** A worker serves no OpenAPI document, and what makes one takes long to load. */
const PLAIN = { noCache: true, swaggerDocumentation: false };

@Controller()
export class HealthController {
  constructor(
    private readonly checks: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    private readonly eventLoop: EventLoopHealth,
    private readonly database: DatabaseHealth,
    private readonly broker: BrokerHealth,
    private readonly consumers: Consumers,
    private readonly metrics: Metrics,
    private readonly sideWork: SideWork,
  ) {}

  @Get('health/live')
  @HealthCheck(PLAIN)
  live(): Promise<HealthCheckResult> {
    return this.checks.check([() => this.eventLoop.check(), () => this.notStuck()]);
  }

  @Get('health/ready')
  @HealthCheck(PLAIN)
  ready(): Promise<HealthCheckResult> {
    return this.checks.check([
      () => this.database.check(),
      () => this.broker.check(),
      () => this.notDraining(),
      ...this.sideWork.all().map(
        ([name, report]) =>
          () =>
            this.indicators.check(name).up({ ...report }),
      ),
    ]);
  }

  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  scrape(): Promise<string> {
    return this.metrics.scrape();
  }

  private notStuck(): ReturnType<EventLoopHealth['check']> {
    const indicator = this.indicators.check('consumers');
    const stuck = [...this.consumers.stuck];
    return stuck.length > 0 ? indicator.down({ stuck }) : indicator.up();
  }

  private notDraining(): ReturnType<EventLoopHealth['check']> {
    const indicator = this.indicators.check('draining');
    return this.consumers.draining
      ? indicator.down({ message: 'the worker takes no more tasks' })
      : indicator.up();
  }
}
