import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { Configuration } from '@app/config';
import { PersistenceModule } from '@app/persistence';
import { FileStore } from './file-store.js';
import { FILE_STORAGE, type FileStorage } from './storage/file-storage.js';
import { LocalFileStorage } from './storage/local-file-storage.js';

/** Stored files: uploads, and what tasks make. */
@Module({
  imports: [PersistenceModule],
  providers: [FileStore, { provide: FILE_STORAGE, inject: [Configuration], useFactory: storageOf }],
  exports: [FileStore],
})
export class FilesModule {}

function storageOf({ dataDir }: Configuration): FileStorage {
  return new LocalFileStorage(join(dataDir, 'files'));
}
