import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askHolder, lockFolder } from './folder-lock.mjs';

const FILE = new URL('./folder-lock.mjs', import.meta.url).href;

describe('lockFolder', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'folder lock '));
  });

  afterEach(() => rm(folder, { recursive: true }));

  it('gives a folder to one at a time, for each purpose', async () => {
    const lock = await lockFolder(folder, 'start');
    expect(await lockFolder(folder, 'start')).toBeNull();
    const other = await lockFolder(folder, 'setup');
    expect(other).not.toBeNull();
    await other?.release();
    await lock?.release();
    const again = await lockFolder(folder, 'start');
    expect(again).not.toBeNull();
    await again?.release();
  });

  it('tells who holds a folder', async () => {
    expect(await askHolder(join(folder, 'not there yet'), 'start')).toBeNull();
    let about = 'starting';
    const lock = await lockFolder(folder, 'start', () => about);
    expect(await askHolder(folder, 'start')).toBe('starting');
    about = 'running';
    expect(await askHolder(folder, 'start')).toBe('running');
    await lock?.release();
    expect(await askHolder(folder, 'start')).toBeNull();
  });

  it('holds a folder that is made only afterwards', async () => {
    const missing = join(folder, 'not', 'yet');
    const lock = await lockFolder(missing, 'start');
    await mkdir(missing, { recursive: true });
    expect(await lockFolder(missing, 'start')).toBeNull();
    await lock?.release();
  });

  it('is free as soon as its holder was killed', async () => {
    const holder = await holderOf(folder);
    expect(await lockFolder(folder, 'start')).toBeNull();
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    const lock = await lockFolder(folder, 'start');
    expect(lock).not.toBeNull();
    await lock?.release();
  });
});

async function holderOf(folder: string): Promise<ChildProcess> {
  const code = `const { lockFolder } = await import(${JSON.stringify(FILE)});
    await lockFolder(${JSON.stringify(folder)}, 'start');
    process.send('held');
    setInterval(() => {}, 1000);`;
  const holder = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await once(holder, 'message');
  return holder;
}
