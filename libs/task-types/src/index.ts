export { loadOwnTypes } from './own-types.js';
export { TaskTypesModule } from './task-types.module.js';
