export { Deadline } from './deadline.js';
export { withTimeout } from './with-timeout.js';
