import { freePort } from '@app/embedded-postgres';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { textOf } from './docs-blocks.js';
import { until } from './until.js';

/**
 * The receiver of webhooks that docs/webhooks.md shows, as a process of its own; only its port is another.
 */
export class DocsReceiver {
  private readonly lines: AsyncIterator<string>;

  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {
    if (!child.stdout) throw new Error('the receiver has no output');
    this.lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  }

  static async start(secret: string): Promise<DocsReceiver> {
    const port = await freePort();
    const program = (await textOf('docs/webhooks.md', 'a receiver in Node')).replace(
      '.listen(8080)',
      `.listen(${port}, '127.0.0.1')`,
    );
    const env = { PATH: process.env.PATH, WEBHOOK_SECRET: secret };
    const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await until(() => listens(port), 15_000);
    return new DocsReceiver(child, `http://127.0.0.1:${port}/docs-receiver`);
  }

  /** The next line that it prints. */
  async line(): Promise<string> {
    return String((await this.lines.next()).value);
  }

  async stop(): Promise<void> {
    this.child.kill();
    await once(this.child, 'exit');
  }
}

async function listens(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect'); // rejects where nothing listens yet
    return true;
  } finally {
    socket.destroy();
  }
}
