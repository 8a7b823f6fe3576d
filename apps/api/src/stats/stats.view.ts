import { ApiProperty } from '@nestjs/swagger';
import type { Percentiles } from '@app/persistence';
import { PercentilesView } from '../queues/queue.view.js';
import { WINDOW_NAMES, type WindowName } from './stats-window.js';

const TIME = { type: String, format: 'date-time' } as const;
const COUNT = { type: 'integer' } as const;

export class CountsView {
  @ApiProperty(COUNT) readonly accepted!: number;
  @ApiProperty(COUNT) readonly completed!: number;
  @ApiProperty(COUNT) readonly failed!: number;
  @ApiProperty(COUNT) readonly cancelled!: number;
}

class TotalsView extends CountsView {
  @ApiProperty({
    type: Number,
    nullable: true,
    minimum: 0,
    maximum: 1,
    description: 'COMPLETED of COMPLETED and FAILED; null where none.',
  })
  readonly successRatio!: number | null;
  @ApiProperty({ type: PercentilesView, description: 'From due to started.' }) readonly waitMs!: Percentiles;
  @ApiProperty({ type: PercentilesView, description: 'From started to ended, the last attempt.' })
  readonly runMs!: Percentiles;
}

class TypeTotalsView extends TotalsView {
  @ApiProperty({ example: 'ai.text-generation' }) readonly type!: string;
}

class PointView extends CountsView {
  @ApiProperty({ ...TIME, description: 'When the step begins.' }) readonly at!: string;
  @ApiProperty({ type: PercentilesView }) readonly waitMs!: Percentiles;
  @ApiProperty({ type: PercentilesView }) readonly runMs!: Percentiles;
  @ApiProperty({ ...COUNT, description: 'Input and output, of all models.' }) readonly tokens!: number;
}

class QueuePointView {
  @ApiProperty({ ...TIME, description: 'When the step begins.' }) readonly at!: string;
  @ApiProperty({ ...COUNT, description: 'The most that waited.' }) readonly waiting!: number;
  @ApiProperty({ ...COUNT, description: 'The most that ran.' }) readonly active!: number;
  @ApiProperty({ type: Number, nullable: true, description: 'The longest wait; null where none waited.' })
  readonly oldestWaitingAgeSeconds!: number | null;
}

class QueueSeriesView {
  @ApiProperty({ example: 'ai_processing' }) readonly name!: string;
  @ApiProperty({
    type: [QueuePointView],
    description: 'Steps without a sample, when nothing was running, are left out.',
  })
  readonly series!: readonly QueuePointView[];
}

class TokensView {
  @ApiProperty() readonly provider!: string;
  @ApiProperty() readonly model!: string;
  @ApiProperty(COUNT) readonly tasks!: number;
  @ApiProperty(COUNT) readonly inputTokens!: number;
  @ApiProperty(COUNT) readonly outputTokens!: number;
  @ApiProperty(COUNT) readonly totalTokens!: number;
}

class ErrorsView {
  @ApiProperty({ example: 'ai.text-generation' }) readonly type!: string;
  @ApiProperty({ example: 'provider_unavailable' }) readonly code!: string;
  @ApiProperty({ ...COUNT, description: 'Tasks that FAILED with it.' }) readonly tasks!: number;
  @ApiProperty({ ...TIME, description: 'When the step begins in which it happened last.' })
  readonly lastAt!: string;
}

export class StatsView {
  @ApiProperty({ enum: WINDOW_NAMES }) readonly window!: WindowName;
  @ApiProperty(TIME) readonly from!: string;
  @ApiProperty(TIME) readonly to!: string;
  @ApiProperty(COUNT) readonly stepSeconds!: number;
  @ApiProperty({ type: TotalsView }) readonly totals!: TotalsView;
  @ApiProperty({ type: [TypeTotalsView] }) readonly types!: readonly TypeTotalsView[];
  @ApiProperty({ type: [PointView], description: 'One a step, oldest first; the last step is not over.' })
  readonly series!: readonly PointView[];
  @ApiProperty({ type: [QueueSeriesView] }) readonly queues!: readonly QueueSeriesView[];
  @ApiProperty({ type: [TokensView], description: 'By model, the 200 most used first.' })
  readonly tokens!: readonly TokensView[];
  @ApiProperty({ type: [ErrorsView], description: 'By type and code, the most frequent first; 20 at most.' })
  readonly errors!: readonly ErrorsView[];
}
