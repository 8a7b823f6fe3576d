export { FileNotFound, FileStorageUnavailable, FileTooLarge } from './errors.js';
export { FileRemoval } from './file-removal.js';
export { FileStore } from './file-store.js';
export { FilesModule } from './files.module.js';
export { SAMPLE_FILE_ID } from './sample/sample-file.js';
export { createFileStorage } from './storage/create-file-storage.js';
export { type ByteRange, type FileStorage } from './storage/file-storage.js';
export { type FileDescription, type StoredFile } from './stored-file.js';
