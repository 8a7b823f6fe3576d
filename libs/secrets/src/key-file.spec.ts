import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KeyFile } from './key-file.js';
import { keyRingOf } from './key-ring.js';
import { SecretKey } from './secret-key.js';

describe('the file of keys', () => {
  let folder: string;
  beforeEach(async () => void (folder = join(await mkdtemp(join(tmpdir(), 'keys-')), 'data')));
  afterEach(() => rm(join(folder, '..'), { recursive: true }));

  it('is made once, however many processes start together, for its owner only', async () => {
    const made = await Promise.all(Array.from({ length: 20 }, () => new KeyFile(folder).readOrMake()));
    expect(new Set(made.flat()).size).toBe(1);
    expect(await readdir(folder)).toEqual(['secrets.key']);
    expect((await stat(join(folder, 'secrets.key'))).mode & 0o777).toBe(0o600);
    expect(await new KeyFile(folder).readOrMake()).toEqual(made[0]);
  });

  it('stands behind SECRETS_KEY, and is not made where that is set', async () => {
    const set = SecretKey.random();
    expect((await keyRingOf({ secretsKeys: [set], dataDir: folder })).keys).toHaveLength(1);
    await expect(stat(folder)).rejects.toThrow('ENOENT');
    const [made = ''] = await new KeyFile(folder).readOrMake();
    const { keys, isConfigured } = await keyRingOf({ secretsKeys: [set], dataDir: folder });
    expect([keys.map(({ id }) => id), isConfigured]).toEqual([
      [set, made].map((text) => new SecretKey(text).id),
      true,
    ]);
  });

  it('leaves the ring empty where no file can be made', async () => {
    await writeFile(folder, 'no folder');
    expect((await keyRingOf({ secretsKeys: [], dataDir: join(folder, 'data') })).keys).toEqual([]);
  });
});
