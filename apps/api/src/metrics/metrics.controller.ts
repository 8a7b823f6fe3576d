import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Metrics } from '@app/observability';
import { Scopes } from '../auth/scopes.guard.js';
import { KeyAnswers } from '../openapi/error-answers.js';

@ApiTags('Operation')
@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  @Get()
  @Scopes('metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  @ApiOperation({ summary: 'The metrics of this process, for Prometheus' })
  @ApiOkResponse({
    description: "Prometheus's text format.",
    content: { 'text/plain': { schema: { type: 'string' } } },
  })
  @KeyAnswers()
  scrape(): Promise<string> {
    return this.metrics.scrape();
  }
}
