import { Module } from '@nestjs/common';
import { Configuration } from '@app/config';
import { PersistenceModule } from '@app/persistence';
import { FileRemoval } from './file-removal.js';
import { FileStore } from './file-store.js';
import { SampleFile } from './sample/sample-file.js';
import { createFileStorage } from './storage/create-file-storage.js';
import { FILE_STORAGE } from './storage/file-storage.js';

/** Stored files: uploads, and what tasks make. */
@Module({
  imports: [PersistenceModule],
  providers: [
    FileRemoval,
    FileStore,
    SampleFile,
    { provide: FILE_STORAGE, inject: [Configuration], useFactory: createFileStorage },
  ],
  exports: [FileStore],
})
export class FilesModule {}
