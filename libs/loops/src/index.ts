export { BackgroundLoop, type LoopFailure, type LoopOptions } from './background-loop.js';
