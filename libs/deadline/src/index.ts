export { Deadline } from './deadline.js';
