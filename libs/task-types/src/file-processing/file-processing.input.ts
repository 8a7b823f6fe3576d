import { FileId } from '@app/tasks';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';

export class FileProcessingInput {
  @FileId('What POST /files answered with. The file is kept as long as this task.')
  fileId!: string;

  @IsOptional()
  @IsInt()
  @Min(16)
  @Max(1024)
  @JSONSchema({
    description:
      'In pixels; the thumbnail is never larger than the picture, and at most twice as high as wide.',
    default: 256,
  })
  thumbnailWidth?: number;
}
