import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort, KeptProcess, type Run } from '@app/embedded-postgres';

const READY_LIMIT_MS = 10_000;

/** Whether `redis-server` is installed. */
export function redisAvailable(): boolean {
  return spawnSync('redis-server', ['--version']).status === 0;
}

/**
 * Starts a redis-server of one's own. It is run by a keeper, so that it ends with this process, however that
 * ends.
 */
export async function startRedis(settings: Readonly<Record<string, string>> = {}): Promise<TestRedis> {
  const redis = new TestRedis(
    await freePort(),
    await mkdtemp(join(tmpdir(), 'task-runner-redis-')),
    settings,
  );
  await redis.start();
  return redis;
}

/** A Redis that forgets everything when it stops; its port stays the same. */
export class TestRedis {
  private server: Run | null = null;
  private readonly kept: KeptProcess;

  constructor(
    private readonly port: number,
    private readonly folder: string,
    private readonly more: Readonly<Record<string, string>>,
  ) {
    this.kept = new KeptProcess({
      stopSignal: 'SIGKILL',
      killSignal: 'SIGKILL',
      orphanGraceMs: 0,
      removeWhenOrphaned: folder,
    });
  }

  /** Null while it is stopped. */
  get pid(): number | null {
    return this.server?.pid ?? null;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    const settings = {
      bind: '127.0.0.1',
      port: String(this.port),
      dir: this.folder,
      save: '',
      appendonly: 'no',
      'maxmemory-policy': 'noeviction',
      ...this.more,
    };
    const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
    const logFile = join(this.folder, 'redis.log');
    this.server = await this.kept.run({
      command: 'redis-server',
      args,
      env: { PATH: process.env.PATH ?? '' },
      logFile,
    });
    await this.ready();
  }

  async stop(): Promise<void> {
    this.kept.signal('SIGKILL'); // reaches a paused one as well; there is nothing to save
    await this.server?.exited;
    this.server = null;
  }

  /** Connections stay open, nothing is answered. */
  pause(): void {
    this.signal('SIGSTOP');
  }

  resume(): void {
    this.signal('SIGCONT');
  }

  /**
   * Takes writes no more, as after a failover that kept its connections. It follows nobody, so that it keeps
   * what it has.
   */
  async becomeReplica(): Promise<void> {
    await this.command('REPLICAOF 127.0.0.1 1');
  }

  async becomeMaster(): Promise<void> {
    await this.command('REPLICAOF NO ONE');
  }

  async flushAll(): Promise<void> {
    await this.command('FLUSHALL');
  }

  async destroy(): Promise<void> {
    await this.stop();
    await this.kept.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Directly, so that it is done when this returns. */
  private signal(name: NodeJS.Signals): void {
    if (this.server) process.kill(this.server.pid, name);
  }

  private async ready(): Promise<void> {
    for (const deadline = Date.now() + READY_LIMIT_MS; ; await delay(20)) {
      const answer = await this.command('PING').catch((error: Error) => error.message);
      if (answer === '+PONG') return;
      if (Date.now() > deadline)
        throw new Error(`redis-server is not ready after ${READY_LIMIT_MS} ms: ${answer}`);
    }
  }

  /** Sends one inline command on a connection of its own. @returns the first of its answer */
  command(line: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = connect(this.port, '127.0.0.1', () => socket.write(`${line}\r\n`));
      socket.once('error', reject);
      socket.once('data', (answer) => {
        socket.destroy();
        resolve(answer.toString().trim());
      });
    });
  }
}
