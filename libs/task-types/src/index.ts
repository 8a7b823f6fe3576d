export { TaskTypesModule } from './task-types.module.js';
