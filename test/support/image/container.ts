import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * What a step sees of this machine, in place of the base image: its programs, and what names and certificates
 * need.
 */
const OF_THE_MACHINE = [
  '/usr',
  '/etc/ssl',
  '/etc/resolv.conf',
  '/etc/hosts',
  '/etc/nsswitch.conf',
  '/etc/ld.so.cache',
];
const LINKS = { bin: 'usr/bin', sbin: 'usr/sbin', lib: 'usr/lib', lib64: 'usr/lib64' };

/** As in the official image of Node. */
const NODE_ID = 1000;
const USERS = `root:x:0:0:root:/root:/bin/sh\nnode:x:${NODE_ID}:${NODE_ID}::/home/node:/bin/sh\n`;
const GROUPS = `root:x:0:\nnode:x:${NODE_ID}:\n`;

export interface RunOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly user: 'root' | 'node';
  /** Nothing but /tmp and these folders can be written. */
  readonly writable?: readonly string[];
  /** Folders of this machine at a place inside. */
  readonly mounts?: Readonly<Record<string, string>>;
}

/**
 * Whether steps can run here: `bwrap` gives them a root of their own, and only root may run as another user
 * in it.
 */
export function containersAvailable(): boolean {
  return process.getuid?.() === 0 && spawnSync('bwrap', ['--version']).status === 0;
}

/** The pid of the command that a `bwrap` runs. */
export function commandOf(pid: number): number {
  return Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim());
}

/**
 * A root file system in a folder, in which commands run as they would in a container of the official image of
 * Node: the machine's own /usr stands for the base image, /app and /data exist only where a step makes them.
 * The network is the machine's.
 */
export class Container {
  private constructor(readonly folder: string) {}

  static async create(folder: string): Promise<Container> {
    await Promise.all(
      ['etc', 'home/node', 'proc', 'dev', 'root', 'tmp', 'usr'].map((name) =>
        mkdir(join(folder, name), { recursive: true }),
      ),
    );
    await Promise.all(Object.entries(LINKS).map(([name, target]) => symlink(target, join(folder, name))));
    await writeFile(join(folder, 'etc/passwd'), USERS);
    await writeFile(join(folder, 'etc/group'), GROUPS);
    return new Container(folder);
  }

  /** Where a path inside lies on this machine. */
  path(inside: string): string {
    return join(this.folder, inside);
  }

  /** Copies a file, or a folder as a whole, to a place inside where nothing is yet. */
  async copy(source: string, target: string): Promise<void> {
    await mkdir(dirname(this.path(target)), { recursive: true });
    const [code] = (await once(
      spawn('cp', ['-a', source, this.path(target)], { stdio: 'inherit' }),
      'exit',
    )) as [number];
    if (code !== 0) throw new Error(`cannot copy ${source} to ${target}`);
  }

  /** @throws with its output where it fails */
  async run(command: readonly string[], options: RunOptions): Promise<string> {
    const child = this.start(command, options);
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const code = await new Promise((resolve) => child.once('close', resolve));
    if (code !== 0) throw new Error(`"${command.join(' ')}" ended with ${String(code)}:\n${output}`);
    return output;
  }

  /** Starts a process that ends with this one. */
  start(command: readonly string[], options: RunOptions): ChildProcess {
    return spawn('bwrap', this.arguments(command, options), { stdio: ['ignore', 'pipe', 'pipe'] });
  }

  /** The arguments of `bwrap`, which runs the command as a child and ends with its exit code. */
  arguments(command: readonly string[], { cwd, env, user, writable, mounts = {} }: RunOptions): string[] {
    return [
      ...['--die-with-parent', '--clearenv', '--cap-add', 'ALL'],
      ...[writable ? '--ro-bind' : '--bind', this.folder, '/'],
      ...(writable ?? []).flatMap((folder) => ['--bind', this.path(folder), folder]),
      ...OF_THE_MACHINE.flatMap((path) => ['--ro-bind-try', path, path]),
      ...['--proc', '/proc', '--dev', '/dev', '--tmpfs', '/tmp', '--chmod', '1777', '/tmp'],
      ...Object.entries(mounts).flatMap(([inside, folder]) => ['--bind', folder, inside]),
      ...Object.entries({ ...env, HOME: user === 'root' ? '/root' : '/home/node' }).flatMap(
        ([name, value]) => ['--setenv', name, value],
      ),
      ...['--chdir', cwd, '--', ...(user === 'root' ? [] : asNode()), ...command],
    ];
  }
}

function asNode(): string[] {
  const ids = [`--reuid=${NODE_ID}`, `--regid=${NODE_ID}`, '--clear-groups'];
  return ['setpriv', ...ids, '--inh-caps=-all', '--bounding-set=-all', '--no-new-privs', '--pdeathsig=KILL'];
}
