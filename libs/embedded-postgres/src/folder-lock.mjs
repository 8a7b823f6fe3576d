import { createHash } from 'node:crypto';
import { realpathSync, unlinkSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { basename, dirname, join } from 'node:path';

/** A holder that is stopped, or busy with a long computation, is asked for so long. */
const ANSWER_LIMIT_MS = 1_000;

/**
 * Takes a folder for this process alone, until `release()` or its end, however it ends. The lock is a
 * listening socket, not a file with a pid: the kernel frees it with the process, so nothing stale is ever
 * left to be judged, and no recycled pid deceives. JavaScript, not TypeScript, because scripts/ needs it
 * before anything is built.
 * @param {string} folder absolute; need not exist
 * @param {string} purpose one folder has one lock a purpose
 * @param {() => string} about what whoever asks is told of the holder
 * @returns {Promise<{ release(): Promise<void> } | null>} null while another process holds it
 */
export async function lockFolder(folder, purpose, about = () => String(process.pid)) {
  const address = addressOf(realPath(folder), purpose);
  const server = (await listen(address, about)) ?? (await removeStale(address, about)) ?? null;
  return server && { release: () => new Promise((resolve) => server.close(() => resolve())) };
}

/**
 * What the holder of a folder tells about itself; empty where it tells nothing.
 * @param {string} folder
 * @param {string} purpose
 * @returns {Promise<string | null>} null where nobody holds it
 */
export function askHolder(folder, purpose) {
  return new Promise((resolve) => {
    const answer = [];
    const socket = connect(addressOf(realPath(folder), purpose));
    socket.setTimeout(ANSWER_LIMIT_MS, () => socket.destroy());
    socket.on('data', (chunk) => answer.push(chunk));
    socket.once('error', (error) => resolve(['ENOENT', 'ECONNREFUSED'].includes(error.code) ? null : ''));
    socket.once('close', () => resolve(Buffer.concat(answer).toString()));
  });
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
 * Linux: a name in the abstract namespace, which no file stands for. It fills sun_path (108 bytes) because
 * versions of Node differ in how they pad a shorter one. Elsewhere: a socket's file, in /tmp and not in
 * TMPDIR, as its path must be short.
 */
function addressOf(folder, purpose) {
  const digest = createHash('sha512').update(`${purpose}\0${folder}`).digest('hex');
  return process.platform === 'linux'
    ? `\0${digest.slice(0, 107)}`
    : `/tmp/task-runner-${digest.slice(0, 32)}.sock`;
}

function listen(address, about) {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.on('error', () => socket.destroy()).end(about()));
    server.once('error', (error) => (error.code === 'EADDRINUSE' ? resolve(null) : reject(error)));
    server.listen({ path: address, exclusive: true }, () => resolve(server.unref()));
  });
}

/** A socket's file stays when its process is killed; nobody listens there any more. */
async function removeStale(address, about) {
  if (address.startsWith('\0') || (await answers(address))) return null;
  unlinkSync(address);
  return listen(address, about);
}

function answers(address) {
  return new Promise((resolve) => {
    const socket = connect(address, () => resolve(true)).once('error', () => resolve(false));
    socket.once('close', () => socket.destroy());
  });
}
