/** The file cannot be read as settings. The message names its line, never what stands there. */
export class EnvFileError extends Error {}

/**
 * Puts the settings of `.env`, or of the file that ENV_FILE names, into the environment. What the process has
 * already wins.
 * @throws EnvFileError
 */
export function loadEnvFile(folder: string, environment?: NodeJS.ProcessEnv): void;

/** @param file for messages @throws EnvFileError */
export function settingsOf(bytes: Uint8Array, file: string): Record<string, string>;
