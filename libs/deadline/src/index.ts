export { Deadline } from './deadline.js';
export { type BusyLimit, untilFree } from './until-free.js';
export { withTimeout } from './with-timeout.js';
