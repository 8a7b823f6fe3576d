export { type AboutOwnTypes, aboutOwnTypes } from './about-own-types.js';
export { loadOwnTypes } from './own-types.js';
export { TaskTypesModule } from './task-types.module.js';
