import { readdirSync, readFileSync } from 'node:fs';

const TICKS_PER_SECOND = 100;
/** Fields of /proc/PID/stat after the name of the program, which may hold blanks. */
const [PARENT, USER, SYSTEM, USER_OF_ENDED, SYSTEM_OF_ENDED] = [1, 11, 12, 13, 14];

/**
 * Processor time of a process and of its children, also of those that have ended, in seconds. Linux only.
 */
export function cpuSeconds(pid: number): number {
  const children = all().filter((fields) => fields[PARENT] === String(pid));
  const own = fieldsOf(String(pid));
  const ticks = [USER, SYSTEM, USER_OF_ENDED, SYSTEM_OF_ENDED].map((field) => Number(own?.[field] ?? 0));
  const ofChildren = children.flatMap((fields) => [Number(fields[USER]), Number(fields[SYSTEM])]);
  return [...ticks, ...ofChildren].reduce((sum, value) => sum + value, 0) / TICKS_PER_SECOND;
}

export function parentOf(pid: number): number {
  return Number(fieldsOf(String(pid))?.[PARENT]);
}

function all(): string[][] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map(fieldsOf).filter((fields) => fields !== null);
}

/** Null for one that has ended. */
function fieldsOf(pid: string): string[] | null {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
  } catch {
    return null;
  }
}
