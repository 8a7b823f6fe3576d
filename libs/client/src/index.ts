export type * from './api.generated.js';
export * from './client.js';
export * from './problem.js';
