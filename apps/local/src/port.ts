import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { StartError } from './start-error.js';

/** What a start that was killed a moment ago may still need to let go of its ports. */
const PATIENCE_MS = 5_000;

/**
 * Makes sure that a port can be listened on, before anything is started that would fail on it.
 * @param variable the one that sets the port, for the message
 * @throws StartError
 */
export async function checkPort(variable: string, host: string, port: number): Promise<void> {
  for (const deadline = Date.now() + PATIENCE_MS; ; await delay(250)) {
    const problem = await tryListening(host, port);
    if (!problem) return;
    if (problem === 'EADDRINUSE' && Date.now() < deadline) continue;
    const why = problem === 'EADDRINUSE' ? `port ${port} on ${host} is in use` : `cannot listen on ${host}, port ${port} (${problem})`;
    throw new StartError(`${variable}: ${why}. Stop the program that uses it, or set ${variable} to another port.`);
  }
}

function tryListening(host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(null)));
  });
}
