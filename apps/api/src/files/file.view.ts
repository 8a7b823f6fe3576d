import { ApiProperty } from '@nestjs/swagger';
import type { StoredFile } from '@app/files';

/** What Swagger UI needs to show a button that chooses a file. */
export class UploadForm {
  @ApiProperty({ type: 'string', format: 'binary', description: 'The file. The form holds nothing else.' })
  readonly file!: unknown;
}

export class FileView {
  @ApiProperty({ format: 'uuid', description: 'A UUIDv7: the `fileId` of file tasks.' }) readonly id!: string;
  @ApiProperty({ example: 'holiday.jpg', description: 'Without folders and control characters.' })
  readonly name!: string;
  @ApiProperty({ example: 'image/jpeg', description: 'What the client said it is, without parameters.' })
  readonly mediaType!: string;
  @ApiProperty({ type: 'integer', description: 'In bytes.', example: 48_213 }) readonly size!: number;
  @ApiProperty({ description: 'The digest of the bytes, hexadecimal.', pattern: '^[0-9a-f]{64}$' })
  readonly sha256!: string;
}

export function pathOfFile(id: string): string {
  return `/api/v1/files/${id}`;
}

export function fileView({ id, name, mediaType, size, sha256 }: StoredFile): FileView {
  return { id, name, mediaType, size, sha256 };
}
