/**
 * What the holder of a data folder tells of itself.
 * @param {string | null} url null until it knows its port
 */
export function aboutRun(url) {
  return JSON.stringify({ pid: process.pid, url });
}

/**
 * What to tell a person whose data folder another start uses.
 * @param {string} dataDir
 * @param {string} about of the other one; that of version 0.1.0 is empty
 */
export function alreadyRunning(dataDir, about) {
  return `It is already running: ${holderOf(about)} uses ${dataDir}. Stop that one first, or set DATA_DIR, PORT and WORKER_PORT to run a second copy.`;
}

function holderOf(about) {
  try {
    const { pid, url } = JSON.parse(about);
    return url
      ? `the start with process id ${pid}, which serves ${url},`
      : `the start with process id ${pid}`;
  } catch {
    return 'another start';
  }
}
