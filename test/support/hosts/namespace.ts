import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { isRoot, runIn } from './place.js';

/**
 * A network of its own, held by a process that does nothing. It is gone, with all its devices, when that
 * process and all others in it have ended; the holder ends with this process, however that ends.
 */
export class Namespace {
  private constructor(
    private readonly holder: ChildProcess,
    /** Stands before a command that runs in it. */
    readonly enter: readonly string[],
  ) {}

  /** @param within another one whose owner may make it; without root that is the owner of all */
  static async make(within?: Namespace): Promise<Namespace> {
    const unshare = ['unshare', ...(isRoot || within ? [] : ['--user', '--map-root-user']), '--net', 'cat'];
    const [program = '', ...args] = within && !isRoot ? [...within.enter, ...unshare] : unshare;
    const holder = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    const problems: string[] = [];
    holder.stderr.on('data', (text: Buffer) => problems.push(text.toString()));
    holder.stdin.on('error', () => undefined); // its end says it too
    holder.stdin.write('ready\n');
    const answer = await Promise.race([
      once(holder.stdout, 'data'),
      once(holder, 'error').then(([error]) => Promise.reject(error as Error)),
      once(holder, 'exit').then(() => Promise.reject(new Error(problems.join('').trim()))),
    ]);
    if (!answer) throw new Error('unreachable');
    const owner = isRoot ? [] : ['--user', '--preserve-credentials'];
    return new Namespace(holder, ['nsenter', `--target=${holder.pid}`, ...owner, '--net', '--']);
  }

  get pid(): number {
    return this.holder.pid ?? 0;
  }

  run(...command: string[]): Promise<string> {
    return runIn(this.enter, command);
  }

  async close(): Promise<void> {
    if (this.holder.exitCode !== null) return;
    const ended = once(this.holder, 'exit');
    this.holder.stdin?.end();
    await ended;
  }
}
