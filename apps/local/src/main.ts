import { runLocal } from './run-local.js';

await runLocal();
