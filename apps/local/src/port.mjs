import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** What a start that was killed a moment ago may still need to let go of its ports. */
const PATIENCE_MS = 5_000;
const ANSWER_LIMIT_MS = 2_000;

/**
 * Why a port cannot be listened on, and what to do; null where it can. Asked before anything is started that
 * would fail on it, and by scripts/ before anything is installed or built, therefore JavaScript.
 * @param {{ variable: string, hostVariable: string, host: string, port: number }} address with the names of
 *   its settings
 * @returns {Promise<string | null>}
 */
export async function portProblem({ variable, hostVariable, host, port }, patienceMs = PATIENCE_MS) {
  for (const deadline = Date.now() + patienceMs; ; await delay(250)) {
    const code = await tryListening(host, port);
    if (!code) return null;
    if (code === 'EADDRINUSE' && Date.now() < deadline) continue;
    if (code === 'EADDRINUSE')
      return `${variable}: port ${port} on ${host} is in use. Stop the program that uses it, or set ${variable} to another port.`;
    if (code === 'EACCES')
      return `${variable}: this user may not listen on port ${port} (EACCES). Set ${variable} to a port from 1024 on.`;
    return `${hostVariable}: this machine cannot listen on this address (${code}). Set ${hostVariable} to an address of this machine, such as 127.0.0.1.`;
  }
}

function tryListening(host, port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => resolve(error.code ?? error.message));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(null)));
  });
}

/**
 * Whether what listens there is a part of an earlier start that is about to end: one whose starter was killed
 * lets its tasks finish first. Then there is nothing to do but to wait.
 * @param {{ host: string, port: number }} address
 */
export async function isStopping({ host, port }) {
  const name = host.includes(':') ? `[${host}]` : host;
  const controller = new AbortController();
  const limit = setTimeout(() => controller.abort(), ANSWER_LIMIT_MS);
  try {
    const answer = await fetch(`http://${name}:${port}/health/ready`, {
      signal: controller.signal,
      headers: { connection: 'close' },
    });
    const { status, error } = await answer.json();
    return status === 'shutting_down' || error?.draining !== undefined;
  } catch {
    return false; // another program
  } finally {
    clearTimeout(limit);
  }
}
