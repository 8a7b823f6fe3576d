import { applyDecorators, Controller, Get, Header } from '@nestjs/common';
import {
  ApiOkResponse,
  ApiOperation,
  type ApiResponseSchemaHost,
  ApiServiceUnavailableResponse,
  ApiTags,
} from '@nestjs/swagger';
import { type HealthCheckResult, HealthCheckService } from '@nestjs/terminus';
import { EventLoopHealth } from '@app/observability';
import { DatabaseHealth } from '@app/persistence';
import { BrokerHealth } from '@app/queue';

const REPORT: NonNullable<ApiResponseSchemaHost['schema']> = {
  type: 'object',
  properties: {
    status: { type: 'string', enum: ['ok', 'error', 'shutting_down'] },
    info: { type: 'object', additionalProperties: true },
    error: { type: 'object', additionalProperties: true },
    details: { type: 'object', additionalProperties: true },
  },
};
const DOWN = { database: { status: 'down', message: 'the database does not answer' } };
const UNHEALTHY = { status: 'error', info: {}, error: DOWN, details: DOWN };
const Reports = (): MethodDecorator =>
  applyDecorators(
    ApiOkResponse({ description: 'It is.', schema: REPORT }),
    ApiServiceUnavailableResponse({ description: 'It is not.', schema: { ...REPORT, example: UNHEALTHY } }),
  );

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
  @ApiOperation({ summary: 'Whether the process lives' })
  @Reports()
  live(): Promise<HealthCheckResult> {
    return this.checks.check([() => this.eventLoop.check()]);
  }

  /** Terminus itself answers 503 once the application is shutting down. */
  @Get('ready')
  @Header('cache-control', 'no-store')
  @ApiOperation({
    summary: 'Whether it can serve',
    description: 'The broker can only be degraded: tasks are accepted without it.',
  })
  @Reports()
  ready(): Promise<HealthCheckResult> {
    return this.checks.check([() => this.database.check(), () => this.broker.check()]);
  }
}
