/**
 * Runs one server for its owner and outlives it, so that no server is left behind when the owner is killed.
 * It has its own session: a Ctrl-C in the terminal reaches the owner, not the database. JavaScript, because
 * it is started as a file of its own from sources (tests) and from dist/ alike.
 *
 * - The owner speaks by IPC: `{ run: command }`, `{ signal: name }`, `{ end: true }`; the answers are `{
 *   started: pid }`, `{ failed: message }`, `{ exited: reason }`. The end of IPC is the end of the owner.
 * - stdin is the lifeline: it ends when the last process that holds its other end has ended. Owners hand it
 *   to the processes that still need the server after the owner's death, such as a worker that drains.
 */
import { spawn } from 'node:child_process';
import { closeSync, constants, openSync } from 'node:fs';
import { rm } from 'node:fs/promises';

const STOP_LIMIT_MS = 30_000;

const { stopSignal, killSignal, orphanGraceMs, removeWhenOrphaned } = JSON.parse(process.argv[2]);
let server = null;
let orphaned = false;
let lifelineHeld = true;

process.stdin.on('error', releaseLifeline).on('end', releaseLifeline).resume();
process.on('message', obey);
for (const event of ['disconnect', 'SIGTERM', 'SIGINT', 'SIGHUP']) process.on(event, becomeOrphan);
if (!process.connected) becomeOrphan();

function obey(message) {
  if (message.run) run(message.run);
  if (message.signal) server?.kill(message.signal);
  if (message.end) process.exit();
}

function run({ command, args, env, uid, gid, logFile }) {
  // Root must not be led to a file elsewhere by a link that the server's user put there.
  const log = openSync(
    logFile,
    constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND | constants.O_NOFOLLOW,
    0o600,
  );
  // The folder is /: the owner's may be closed to the server's user.
  server = spawn(command, args, { cwd: '/', env, uid, gid, stdio: ['ignore', log, log] });
  closeSync(log);
  server.once('spawn', () => tell({ started: server.pid }));
  server.once('error', (error) => {
    if (server.pid !== undefined) return;
    server = null;
    tell({ failed: error.message });
  });
  server.once('exit', (code, signal) => {
    server = null;
    tell({ exited: signal ?? `exit code ${code}` });
    if (orphaned) leave();
  });
}

function tell(message) {
  if (process.connected) process.send(message, () => undefined);
}

function releaseLifeline() {
  lifelineHeld = false;
  if (orphaned) stop();
}

function becomeOrphan() {
  if (orphaned) return;
  orphaned = true;
  if (!server || !lifelineHeld) return stop();
  setTimeout(stop, orphanGraceMs);
}

function stop() {
  if (!server) return leave();
  server.kill(stopSignal);
  setTimeout(() => server?.kill(killSignal), STOP_LIMIT_MS);
}

async function leave() {
  if (removeWhenOrphaned) await rm(removeWhenOrphaned, { recursive: true, force: true, maxRetries: 5 });
  process.exit();
}
