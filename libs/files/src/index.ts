export { FileNotFound, FileStorageUnavailable, FileTooLarge } from './errors.js';
export { FileStore } from './file-store.js';
export { FilesModule } from './files.module.js';
export { type ByteRange } from './storage/file-storage.js';
export { type FileDescription, type StoredFile } from './stored-file.js';
