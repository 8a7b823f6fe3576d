import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from '@jest/globals';
import { until } from './until.js';

const PROGRAM = '/usr/sbin/clamd';
const present = existsSync(PROGRAM) || process.env.CI;

/** Where Debian's clamav-daemon is missing these are skipped by name, and in CI they fail. */
export const describeWithClamd: typeof describe | typeof describe.skip = present ? describe : describe.skip;
export const itWithClamd: typeof it | typeof it.skip = present ? it : it.skip;

/** What every scanner has to find; in two parts, so that none finds it here. */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

/**
 * ClamAV's real daemon. It takes 5 MiB at most, and a signature of our own takes the place of its database.
 */
export class Clamd {
  private constructor(
    readonly socket: string,
    private readonly folder: string,
    private readonly child: ChildProcess,
  ) {}

  static async start(): Promise<Clamd> {
    const folder = await mkdtemp(join(tmpdir(), 'task-runner-clamd-'));
    const [database, socket, settings] = ['database', 'clamd.sock', 'clamd.conf'].map((name) =>
      join(folder, name),
    ) as [string, string, string];
    await mkdir(database);
    await writeFile(
      join(database, 'eicar.ndb'),
      `Eicar-Test-Signature:0:*:${Buffer.from(EICAR).toString('hex')}\n`,
    );
    await writeFile(
      settings,
      [`DatabaseDirectory ${database}`, `LocalSocket ${socket}`, 'Foreground yes', 'StreamMaxLength 5M'].join(
        '\n',
      ),
    );
    const clamd = new Clamd(socket, folder, spawn(PROGRAM, ['-c', settings], { stdio: 'ignore' }));
    await until(() => clamd.answers(), 60_000);
    return clamd;
  }

  async stop(): Promise<void> {
    this.child.kill('SIGKILL');
    await rm(this.folder, { recursive: true, force: true });
  }

  private answers(): Promise<boolean> {
    return new Promise((resolve) => {
      const socket = connect(this.socket, () => (socket.destroy(), resolve(true)));
      socket.once('error', () => resolve(false));
    });
  }
}
