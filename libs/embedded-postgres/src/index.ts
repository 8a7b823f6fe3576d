export { EmbeddedPostgres, type EmbeddedPostgresOptions } from './embedded-postgres.js';
export { EmbeddedPostgresError } from './embedded-postgres-error.js';
export { askHolder, type FolderLock, lockFolder } from './folder-lock.mjs';
export { freePort } from './free-port.js';
export { type Command, KeptProcess, type KeptProcessOptions, type Run } from './kept-process.js';
export { canRead, canRun, canWrite, closedFolder } from './permissions.js';
export { withEmbeddedDatabase } from './with-embedded-database.js';
export { findServerUser, nameOf, type ServerUser } from './server-user.js';
