import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { ErrorAnswers } from '../openapi/error-answers.js';
import type { RawQuery } from '../requests/query-reader.js';
import { StatsFigures } from './stats-figures.js';
import { readWindow, WINDOW_NAMES } from './stats-window.js';
import { StatsView } from './stats.view.js';

@ApiTags('Operation')
@Controller('api/v1/stats')
export class StatsController {
  constructor(private readonly figures: StatsFigures) {}

  @Get()
  @ApiOperation({
    summary: 'What happened in the last while, for charts',
    description:
      'Counted minute by minute in the database: it covers restarts, and removing tasks does not change it. Percentiles are right to a tenth.',
  })
  @ApiQuery({
    name: 'window',
    required: false,
    schema: { type: 'string', enum: WINDOW_NAMES, default: '1h' },
  })
  @ApiOkResponse({ type: StatsView })
  @ErrorAnswers(400)
  getStats(@Query() query: RawQuery): Promise<StatsView> {
    return this.figures.of(readWindow(query));
  }
}
