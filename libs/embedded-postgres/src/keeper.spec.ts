import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const KEEPER = fileURLToPath(new URL('./keeper.mjs', import.meta.url));

describe('the keeper', () => {
  let folder: string;
  let keeper: ChildProcess;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'keeper-'));
  });

  afterEach(async () => {
    keeper.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });

  it('ends its server when its owner and all others are gone', async () => {
    const pid = await keepServer({ orphanGraceMs: 60_000 });
    keeper.stdin?.end();
    keeper.disconnect();
    await once(keeper, 'exit');
    expect(isAlive(pid)).toBe(false);
  });

  it('keeps its server for those who still hold the lifeline', async () => {
    const pid = await keepServer({ orphanGraceMs: 60_000 });
    keeper.disconnect();
    await new Promise((resolve) => keeper.once('disconnect', resolve));
    expect(isAlive(pid)).toBe(true);
    keeper.stdin?.end();
    await once(keeper, 'exit');
    expect(isAlive(pid)).toBe(false);
  });

  it('waits for them no longer than it was told', async () => {
    const pid = await keepServer({ orphanGraceMs: 50 });
    keeper.disconnect();
    await once(keeper, 'exit');
    expect(isAlive(pid)).toBe(false);
  });

  it('tells when its server ends, and can run it again', async () => {
    const pid = await keepServer({ orphanGraceMs: 0 });
    process.kill(pid, 'SIGKILL');
    expect((await once(keeper, 'message'))[0]).toEqual({ exited: 'SIGKILL' });
    expect(await runServer()).not.toBe(pid);
  });

  it('removes what was only of use to its owner', async () => {
    await keepServer({ orphanGraceMs: 0, removeWhenOrphaned: folder });
    keeper.disconnect();
    await once(keeper, 'exit');
    expect(existsSync(folder)).toBe(false);
  });

  async function keepServer(options: object): Promise<number> {
    const all = JSON.stringify({ stopSignal: 'SIGTERM', killSignal: 'SIGKILL', ...options });
    keeper = spawn(process.execPath, [KEEPER, all], { env: {}, stdio: ['pipe', 'ignore', 'inherit', 'ipc'] });
    return runServer();
  }

  async function runServer(): Promise<number> {
    keeper.send({ run: { command: '/bin/sleep', args: ['60'], env: {}, logFile: join(folder, 'log') } });
    return ((await once(keeper, 'message')) as [{ started: number }])[0].started;
  }
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
