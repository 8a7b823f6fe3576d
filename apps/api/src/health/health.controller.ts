import { Controller, Get, Header } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { HealthCheck, type HealthCheckResult, HealthCheckService } from '@nestjs/terminus';
import { EventLoopHealth } from '@app/observability';
import { DatabaseHealth } from '@app/persistence';
import { BrokerHealth } from '@app/queue';

@ApiTags('Operation')
@Controller('health')
export class HealthController {
  constructor(
    private readonly checks: HealthCheckService,
    private readonly eventLoop: EventLoopHealth,
    private readonly database: DatabaseHealth,
    private readonly broker: BrokerHealth,
  ) {}

  @Get('live')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Whether the process lives', security: [] })
  @HealthCheck({ swaggerDocumentation: true })
  live(): Promise<HealthCheckResult> {
    return this.checks.check([() => this.eventLoop.check()]);
  }

  /** Terminus itself answers 503 once the application is shutting down. */
  @Get('ready')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Whether it can serve', description: 'The broker can only be degraded: tasks are accepted without it.', security: [] })
  @HealthCheck({ swaggerDocumentation: true })
  ready(): Promise<HealthCheckResult> {
    return this.checks.check([() => this.database.check(), () => this.broker.check()]);
  }
}
