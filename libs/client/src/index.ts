export type * from './api.generated.js';
export * from './client.js';
export { follow, type FollowOptions } from './follow.js';
export { openStream, type StreamRequest } from './event-stream.js';
export * from './problem.js';
export * from './task-event.js';
export type * from './typed-task.js';
