import { IsInt, IsOptional, IsUUID } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';

export class ReportResult {
  @IsUUID()
  @JSONSchema({ description: 'The report: GET /api/v1/files/{fileId}. It is removed with this task.' })
  readonly fileId!: string;

  @IsInt()
  @JSONSchema({ description: 'The tasks that it covers.' })
  readonly rows!: number;

  @IsOptional()
  @IsInt()
  @JSONSchema({ description: 'Of a PDF; null for a CSV.' })
  readonly pages!: number | null;
}
