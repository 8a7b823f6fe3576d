import { IsInt, IsObject, IsOptional, IsString, IsUUID } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import type { Analysis } from './analysis/analysis.js';
import type { ScanReport } from './scan/virus-scan.js';

export class FileProcessingResult {
  @IsString()
  @JSONSchema({
    description:
      'What the bytes are, by their magic number; of text, what its name and its client say that it is.',
  })
  readonly mediaType!: string;

  @IsInt()
  @JSONSchema({ description: 'In bytes.' })
  readonly size!: number;

  @IsString()
  @JSONSchema({ description: 'Of the bytes, hexadecimal.' })
  readonly sha256!: string;

  @IsObject()
  @JSONSchema({
    type: 'object',
    description:
      '`status` is `clean`, or `skipped` with a `reason` where no scanner is configured. An infected file fails the task.',
  })
  readonly scan!: ScanReport;

  @IsObject()
  @JSONSchema({
    type: 'object',
    description:
      'By `kind`: `image`, `pdf`, `text`, `csv`, `json`, `archive`, or `other`, of which size and type are all that is known.',
    properties: { kind: { type: 'string' } },
    additionalProperties: true,
  })
  readonly analysis!: Analysis;

  @IsOptional()
  @IsUUID()
  @JSONSchema({
    description:
      'A WebP picture: GET /api/v1/files/{thumbnailFileId}. Null where the file has no picture. It is removed with this task.',
  })
  readonly thumbnailFileId!: string | null;
}
