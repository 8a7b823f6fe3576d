import { readdirSync, readFileSync } from 'node:fs';

/** A process, told apart from a later one with the same pid by when it started. */
interface ProcessIdentity {
  readonly pid: number;
  readonly parent: number;
  readonly startedAt: string;
  readonly command: string;
}

/** A process and all that it has started, as they are now. Linux only. */
export class ProcessTree {
  private readonly members: readonly ProcessIdentity[];

  constructor(root: number) {
    const all = readAll();
    const found = new Set(all.filter(({ pid }) => pid === root));
    for (const member of found)
      all.filter(({ parent }) => parent === member.pid).forEach((child) => found.add(child));
    this.members = [...found];
  }

  /** @throws when no member's command line contains the text */
  pidOf(text: string): number {
    const member = this.members.find(({ command }) => command.includes(text));
    if (!member)
      throw new Error(
        `no process like "${text}" in:\n${this.members.map(({ command }) => command).join('\n')}`,
      );
    return member.pid;
  }

  pidsOf(text: string): number[] {
    return this.members.filter(({ command }) => command.includes(text)).map(({ pid }) => pid);
  }

  /** The command lines of the members that still live. */
  get survivors(): string[] {
    return this.living().map(({ command }) => command);
  }

  /** Kills the members that still live, all at once and without a chance to clean up. */
  kill9(): void {
    for (const { pid } of this.living()) killIfAlive(pid);
  }

  private living(): ProcessIdentity[] {
    const now = new Set(readAll().map(keyOf));
    return this.members.filter((member) => now.has(keyOf(member)));
  }
}

/** Those that are killed first may take others with them. */
function killIfAlive(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function keyOf({ pid, startedAt }: ProcessIdentity): string {
  return `${pid} ${startedAt}`;
}

function readAll(): ProcessIdentity[] {
  return readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? readOne(name) : []));
}

function readOne(pid: string): ProcessIdentity[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // after the name, which may hold anything
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z') return []; // has ended; its parent has not asked yet
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    return [{ pid: Number(pid), parent: Number(fields[1]), startedAt: String(fields[19]), command }];
  } catch {
    return []; // has ended meanwhile
  }
}
