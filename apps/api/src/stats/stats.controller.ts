import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ErrorAnswers } from '../openapi/error-answers.js';
import { QueryOf } from '../requests/query-of.js';
import { StatsFigures } from './stats-figures.js';
import { StatsQuery } from './stats-window.js';
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
  @ApiOkResponse({ type: StatsView })
  @ErrorAnswers(400)
  getStats(@QueryOf(StatsQuery) { window }: StatsQuery): Promise<StatsView> {
    return this.figures.of(window);
  }
}
