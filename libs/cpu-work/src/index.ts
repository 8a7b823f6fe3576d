export { CpuWork, type WorkContext } from './cpu-work.js';
export { CpuWorkModule } from './cpu-work.module.js';
export { type ThreadFile, threadFile } from './thread-file.js';
export { type ThreadContext, type ThreadLogLevel, type ThreadWork } from './thread-work.js';
