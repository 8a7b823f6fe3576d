export { Deadline } from './deadline.js';
export { type BusyLimit, untilFree } from './until-free.js';
export { waitAtMost } from './wait-at-most.js';
export { withTimeout } from './with-timeout.js';
