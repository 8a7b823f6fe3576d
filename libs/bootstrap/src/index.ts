export { type ProcessBase, type ProcessOptions, productVersion, startProcess } from './start-process.js';
