import { IsIn, IsOptional, IsString, Length, Matches } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { IsDayOrTime } from './day-or-time.js';

export const REPORT_FORMATS = ['pdf', 'csv'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

@JSONSchema({
  description: 'Which report, over which tasks: those that were accepted from `from` on and before `to`.',
})
export class ReportInput {
  @IsIn(REPORT_FORMATS)
  @JSONSchema({
    description: '`pdf`: figures, charts and tables. `csv`: one line a task, UTF-8, for a spreadsheet.',
  })
  format!: ReportFormat;

  @IsOptional()
  @IsDayOrTime()
  @JSONSchema({
    type: 'string',
    description: '24 hours before `to` where it is left out. A day begins at midnight UTC.',
  })
  from?: string;

  @IsOptional()
  @IsDayOrTime()
  @JSONSchema({
    type: 'string',
    description: 'The start of the attempt where it is left out. A day is not itself part of the report.',
  })
  to?: string;

  @IsOptional()
  @IsString()
  @Length(1, 200)
  @Matches(/^[^\p{Cc}\u2028\u2029]*$/u, { message: 'must be one line' })
  @JSONSchema({ description: 'Stands on the report and in its file name.', default: 'Task report' })
  title?: string;
}
