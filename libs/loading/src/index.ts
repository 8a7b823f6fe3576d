export { checkTaskTypes } from './check-task-types.js';
export { type LoadedTaskTypes, loadTaskTypes } from './load-task-types.js';
export { compileUserFiles, userFilesLoaded } from './module-hooks.js';
