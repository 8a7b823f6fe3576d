import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

const MIB = 1024 * 1024;

/**
 * How much more memory a process has while something is done than before, at most, in MiB. Null where the
 * system does not tell (only Linux does).
 */
export async function memoryGrowthMiB(pid: number, work: () => Promise<unknown>): Promise<number | null> {
  const before = residentBytes(pid);
  if (before === null) return work().then(() => null);
  let done = false;
  let peak = before;
  const watching = (async () => {
    for (; !done; await delay(10)) peak = Math.max(peak, residentBytes(pid) ?? 0);
  })();
  try {
    await work();
  } finally {
    done = true;
  }
  await watching;
  return (peak - before) / MIB;
}

function residentBytes(pid: number): number | null {
  if (process.platform !== 'linux') return null;
  const [, kib] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kib) * 1024;
}
