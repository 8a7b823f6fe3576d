import { join } from 'node:path';
import type { Configuration } from '@app/config';
import type { FileStorage } from './file-storage.js';
import { LocalFileStorage } from './local-file-storage.js';

/** The storage that the configuration chooses. */
export async function createFileStorage({
  dataDir,
  filesS3,
}: Pick<Configuration, 'dataDir' | 'filesS3'>): Promise<FileStorage> {
  if (!filesS3) return new LocalFileStorage(join(dataDir, 'files'));
  const { S3FileStorage } = await import('./s3-file-storage.js'); // a large library, for those who use it
  return new S3FileStorage(filesS3);
}
