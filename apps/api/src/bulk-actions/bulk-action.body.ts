import { getSchemaPath } from '@nestjs/swagger';
import { Allow, IsBoolean, IsIn, IsOptional } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { BULK_ACTIONS, type BulkActionName } from '@app/persistence';
import { ReadBy } from '@app/bodies';
import { FilterBody, readFilter } from './filter.body.js';

/** What is to be done with all tasks that match. */
export class BulkActionBody {
  @IsIn(BULK_ACTIONS, { message: `must be one of ${BULK_ACTIONS.join(', ')}` })
  readonly action!: BulkActionName;

  @IsOptional()
  @IsBoolean({ message: 'must be true or false' })
  @JSONSchema({ default: false, description: 'Only count what matches.' })
  readonly dryRun?: boolean;

  @Allow()
  @ReadBy(readFilter)
  @JSONSchema(() => ({
    description: 'The filters of GET /tasks; an empty one matches every task.',
    allOf: [{ $ref: getSchemaPath(FilterBody) }],
  }))
  readonly filter!: FilterBody;
}
