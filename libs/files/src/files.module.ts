import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { Configuration } from '@app/config';
import { PersistenceModule } from '@app/persistence';
import { FileRemoval } from './file-removal.js';
import { FileStore } from './file-store.js';
import { FILE_STORAGE, type FileStorage } from './storage/file-storage.js';
import { LocalFileStorage } from './storage/local-file-storage.js';

/** Stored files: uploads, and what tasks make. */
@Module({
  imports: [PersistenceModule],
  providers: [FileRemoval, FileStore, { provide: FILE_STORAGE, inject: [Configuration], useFactory: storageOf }],
  exports: [FileStore],
})
export class FilesModule {}

async function storageOf({ dataDir, filesS3 }: Configuration): Promise<FileStorage> {
  if (!filesS3) return new LocalFileStorage(join(dataDir, 'files'));
  const { S3FileStorage } = await import('./storage/s3-file-storage.js'); // a large library, for those who use it
  return new S3FileStorage(filesS3);
}
