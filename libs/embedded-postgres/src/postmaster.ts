import { execFile } from 'node:child_process';
import { readFile, readlink, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

const STOP_LIMIT_MS = 30_000;
const POLL_MS = 25;

/** Whether this postmaster takes connections, by its own word in postmaster.pid (what pg_ctl reads, too). */
export async function isReady(data: string, pid: number): Promise<boolean> {
  const lines = await statusLines(data);
  return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
}

/** Stops a server that an owner and its keeper, both killed, left running on this cluster. */
export async function stopLeftover(data: string): Promise<void> {
  const pid = Number((await statusLines(data))[0]);
  if (!(pid > 0) || !(await serves(pid, data))) return;
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    process.kill(pid, signal);
    if (await ended(pid, data)) return;
  }
}

async function statusLines(data: string): Promise<string[]> {
  return (await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
}

/** A pid may have been given to another program since: the postmaster works in its data folder, nobody else does. */
async function serves(pid: number, data: string): Promise<boolean> {
  try {
    if (process.platform === 'linux') return (await readlink(`/proc/${pid}/cwd`)) === (await realpath(data));
    return (await promisify(execFile)('ps', ['-o', 'command=', '-p', String(pid)])).stdout.includes(data);
  } catch {
    return false; // no such process
  }
}

async function ended(pid: number, data: string): Promise<boolean> {
  for (const deadline = Date.now() + STOP_LIMIT_MS; Date.now() < deadline; await delay(POLL_MS)) {
    if (!(await serves(pid, data))) return true;
  }
  return false;
}
