export { closeConnectionsOnStop } from './connections-at-stop.js';
export { NO_SCHEMAS } from './no-schemas.js';
export { configurationOf, type ProcessBase, type ProcessOptions } from './process-options.js';
export { productVersion } from './product-version.js';
export { startApplication, type StartedApplication } from './start-application.js';
export { startProcess } from './start-process.js';
export { updateDatabase } from './update-database.js';
