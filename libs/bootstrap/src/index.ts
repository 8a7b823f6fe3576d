export { NO_SCHEMAS } from './no-schemas.js';
export { type ProcessBase, type ProcessOptions, productVersion, startProcess } from './start-process.js';
