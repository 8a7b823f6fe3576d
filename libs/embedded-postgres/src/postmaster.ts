import { execFile } from 'node:child_process';
import { readFile, readlink, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

const STOP_LIMIT_MS = 30_000;
const POLL_MS = 25;
const KEEPER = 'keeper.mjs';

/** Whether this postmaster takes connections, by its own word in postmaster.pid (what pg_ctl reads, too). */
export async function isReady(data: string, pid: number): Promise<boolean> {
  const lines = await statusLines(data);
  return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
}

/**
 * Makes sure that no server of an owner that was killed is left on this cluster. One whose keeper lives ends
 * by itself, after the processes that still need it; one without is stopped.
 * @param patienceMs how long the first may take
 * @param onWait told once when there is something to wait for
 */
export async function endLeftover(data: string, patienceMs: number, onWait: () => void): Promise<void> {
  const pid = Number((await statusLines(data))[0]);
  if (!(pid > 0) || !(await serves(pid, data))) return;
  if (await isKept(pid)) {
    onWait();
    if (await ended(pid, data, patienceMs)) return;
  }
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    process.kill(pid, signal);
    if (await ended(pid, data, STOP_LIMIT_MS)) return;
  }
}

async function statusLines(data: string): Promise<string[]> {
  return (await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
}

/**
 * A pid may have been given to another program since: the postmaster works in its data folder, nobody else
 * does.
 */
async function serves(pid: number, data: string): Promise<boolean> {
  try {
    if (process.platform === 'linux') return (await readlink(`/proc/${pid}/cwd`)) === (await realpath(data));
    return (await ask(pid, 'command')).includes(data);
  } catch {
    return false; // no such process
  }
}

async function isKept(pid: number): Promise<boolean> {
  try {
    if (process.platform !== 'linux')
      return (await ask(Number(await ask(pid, 'ppid')), 'command')).includes(KEEPER);
    const parent = /^PPid:\s+(\d+)/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1];
    return (await readFile(`/proc/${parent}/cmdline`, 'utf8')).includes(KEEPER);
  } catch {
    return false; // it has just ended
  }
}

async function ask(pid: number, field: 'command' | 'ppid'): Promise<string> {
  return (await promisify(execFile)('ps', ['-o', `${field}=`, '-p', String(pid)])).stdout;
}

async function ended(pid: number, data: string, limitMs: number): Promise<boolean> {
  for (const deadline = Date.now() + limitMs; Date.now() < deadline; await delay(POLL_MS)) {
    if (!(await serves(pid, data))) return true;
  }
  return false;
}
