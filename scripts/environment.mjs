import { EnvFileError, loadEnvFile } from '../libs/config/src/env-file.mjs';
import { root } from './sources.mjs';

/** Reads `.env`, as everything does that a person starts with npm. A broken one ends the process. */
export function readEnvironment() {
  try {
    loadEnvFile(root);
  } catch (error) {
    if (!(error instanceof EnvFileError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}
