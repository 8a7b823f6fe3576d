import { createHash } from 'node:crypto';
import { realpathSync, unlinkSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { basename, dirname, join } from 'node:path';

/**
 * Takes a folder for this process alone, until `release()` or its end, however it ends. The lock is a listening socket, not a
 * file with a pid: the kernel frees it with the process, so nothing stale is ever left to be judged, and no recycled pid
 * deceives. JavaScript, not TypeScript, because scripts/ needs it before anything is built.
 * @param {string} folder absolute; need not exist
 * @param {string} purpose one folder has one lock a purpose
 * @returns {Promise<{ release(): Promise<void> } | null>} null while another process holds it
 */
export async function lockFolder(folder, purpose) {
  const address = addressOf(realPath(folder), purpose);
  const server = (await listen(address)) ?? (await removeStale(address)) ?? null;
  return server && { release: () => new Promise((resolve) => server.close(() => resolve())) };
}

/** The same for every way to write it, also before it exists. */
function realPath(folder) {
  try {
    return realpathSync(folder);
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    return join(realPath(dirname(folder)), basename(folder));
  }
}

/**
 * Linux: a name in the abstract namespace, which no file stands for. It fills sun_path (108 bytes) because versions of Node
 * differ in how they pad a shorter one. Elsewhere: a socket's file, in /tmp and not in TMPDIR, as its path must be short.
 */
function addressOf(folder, purpose) {
  const digest = createHash('sha512').update(`${purpose}\0${folder}`).digest('hex');
  return process.platform === 'linux' ? `\0${digest.slice(0, 107)}` : `/tmp/task-runner-${digest.slice(0, 32)}.sock`;
}

function listen(address) {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error) => (error.code === 'EADDRINUSE' ? resolve(null) : reject(error)));
    server.listen({ path: address, exclusive: true }, () => resolve(server.unref()));
  });
}

/** A socket's file stays when its process is killed; nobody listens there any more. */
async function removeStale(address) {
  if (address.startsWith('\0') || (await answers(address))) return null;
  unlinkSync(address);
  return listen(address);
}

function answers(address) {
  return new Promise((resolve) => {
    const socket = connect(address, () => resolve(true)).once('error', () => resolve(false));
    socket.once('close', () => socket.destroy());
  });
}
