import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { loadConfiguration } from '@app/config';
import {
  createFileStorage,
  FileNotFound,
  FileRemoval,
  type FileStorage,
  FileStorageUnavailable,
  FileStore,
  FileTooLarge,
} from '@app/files';
import { createLogger } from '@app/observability';
import { newTask, openRepositories, type Repositories } from '../support/repositories.js';
import { startS3Server } from '../support/s3-server.js';

const logger = createLogger({ level: 'silent', format: 'json' }, 'test');
const PICTURE = { name: 'a.png', mediaType: 'image/png' };
const MIB = 1024 * 1024;

interface Place {
  readonly variables: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

const PLACES: Readonly<Record<string, () => Promise<Place>>> = {
  'a local folder': async () => {
    const folder = await mkdtemp(join(tmpdir(), 'task-runner-files-'));
    return { variables: { DATA_DIR: folder }, close: () => rm(folder, { recursive: true, force: true }) };
  },
  S3: startS3Server,
};

describe.each(Object.entries(PLACES))('files in %s', (_, openPlace) => {
  let place: Place;
  let all: Repositories;
  let storage: FileStorage;
  let store: FileStore;
  let removal: FileRemoval;

  beforeAll(async () => {
    [place, all] = await Promise.all([openPlace(), openRepositories()]);
    const configuration = loadConfiguration({ MAX_FILE_BYTES: String(20 * MIB), ...place.variables });
    storage = await createFileStorage(configuration);
    store = new FileStore(all.files, storage, configuration, logger);
    removal = new FileRemoval(all.files, storage, logger);
  });
  afterAll(async () => {
    storage.close();
    await all.close();
    await place.close();
  });

  const save = (bytes: Buffer, more: object = {}) =>
    store.save(Readable.from([bytes]), { ...PICTURE, ...more });
  const rows = (sql: string, parameters: unknown[] = []) =>
    all.database.query<Record<string, unknown>[]>(sql, parameters);
  const isThere = async (id: string) => {
    const content = await storage.read(id);
    content?.destroy();
    return content !== null;
  };
  const aDayLater = () =>
    rows(
      `UPDATE files SET removable_at = removable_at - interval '1 day', keep_until = keep_until - interval '1 day'`,
    );

  it.each([0, 1, 12 * MIB + 1])('gives back the %d bytes that it took', async (size) => {
    const bytes = randomBytes(size);
    const saved = await save(bytes);
    expect(saved).toMatchObject({
      ...PICTURE,
      size,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    });
    const { file, content } = await store.open(saved.id);
    expect(file).toEqual(saved);
    expect((await buffer(content)).equals(bytes)).toBe(true);
  });

  it('gives a part of the bytes', async () => {
    const file = await save(Buffer.from('0123456789'));
    expect((await buffer(await store.read(file, { start: 3, end: 5 }))).toString()).toBe('345');
  });

  it('keeps nothing of a file that is too large', async () => {
    const before = await rows('SELECT count(*) FROM files');
    await expect(save(randomBytes(20 * MIB + 1))).rejects.toBeInstanceOf(FileTooLarge);
    await expect(
      store.save(Readable.from([Buffer.from('abc')]), PICTURE, { maxBytes: 2 }),
    ).rejects.toMatchObject({
      code: 'file_too_large',
    });
    expect(await rows('SELECT count(*) FROM files')).toEqual(before);
    expect(await rows('SELECT * FROM file_removals')).toEqual([]);
  });

  it('fails with what the content failed with, and with the reason of an abort', async () => {
    const broken = Readable.from(
      (function* () {
        yield randomBytes(6 * MIB);
        throw new Error('broken off');
      })(),
    );
    await expect(store.save(broken, PICTURE)).rejects.toThrow('broken off');
    const abort = new AbortController();
    const endless = new Readable({ read: () => undefined });
    const saving = store.save(endless, PICTURE, { signal: abort.signal });
    setImmediate(() => abort.abort(new Error('cancelled')));
    await expect(saving).rejects.toThrow('cancelled');
    expect(endless.destroyed).toBe(true);
    expect(await rows('SELECT * FROM file_removals')).toEqual([]);
  });

  it('does not know what was never saved', async () => {
    await expect(store.open(randomUUID())).rejects.toBeInstanceOf(FileNotFound);
    expect(await storage.read(randomUUID())).toBeNull();
    await storage.remove(randomUUID());
  });

  it('says what to do where the bytes are in another storage', async () => {
    const { id } = await save(Buffer.from('x'));
    await storage.remove(id);
    await expect(store.open(id)).rejects.toThrow(/FILES_S3_BUCKET/);
  });

  it('removes an upload after a day, unless a task refers to it', async () => {
    const [used, unused] = [await save(Buffer.from('a')), await save(Buffer.from('b'))];
    const task = newTask({ fileIds: [used.id, used.id] });
    await all.tasks.accept([task]);
    await removal.pass();
    expect([await isThere(used.id), await isThere(unused.id)]).toEqual([true, true]);
    await aDayLater();
    await removal.pass();
    expect([await isThere(used.id), await isThere(unused.id)]).toEqual([true, false]);
    await expect(store.find(unused.id)).rejects.toBeInstanceOf(FileNotFound);
    await all.tasks.cancel(task.id);
    await all.tasks.deleteEnded(task.id);
    await removal.pass();
    expect(await isThere(used.id)).toBe(false);
    expect(await rows('SELECT * FROM file_removals')).toEqual([]);
  });

  it('keeps a young upload although the task that used it is gone', async () => {
    const { id } = await save(Buffer.from('a'));
    const task = newTask({ fileIds: [id] });
    await all.tasks.accept([task]);
    await all.tasks.cancel(task.id);
    await all.tasks.deleteEnded(task.id);
    await removal.pass();
    expect(await isThere(id)).toBe(true);
  });

  it('removes what a task made with the task, and what another task uses later', async () => {
    const maker = newTask();
    await all.tasks.accept([maker]);
    const [alone, shared] = [
      await save(Buffer.from('a'), { taskId: maker.id }),
      await save(Buffer.from('b'), { taskId: maker.id }),
    ];
    const user = newTask({ fileIds: [shared.id] });
    await all.tasks.accept([user]);
    await removal.pass();
    expect(await isThere(alone.id)).toBe(true);
    await all.tasks.cancel(maker.id);
    await all.tasks.deleteEnded(maker.id);
    await removal.pass();
    expect([await isThere(alone.id), await isThere(shared.id)]).toEqual([false, true]);
    await all.tasks.cancel(user.id);
    await all.tasks.deleteEnded(user.id);
    await removal.pass();
    expect(await isThere(shared.id)).toBe(false);
  });

  it('keeps nothing for a task that is gone', async () => {
    await expect(save(Buffer.from('a'), { taskId: randomUUID() })).rejects.toThrow(/there is no task/);
    expect(await rows('SELECT * FROM file_removals')).toEqual([]);
  });

  it('removes the bytes of an upload whose process died, and refuses one that comes back to life', async () => {
    const id = randomUUID();
    await all.files.announce(id, 0);
    await storage.write(id, Readable.from([randomBytes(6 * MIB)]));
    await removal.pass();
    expect(await isThere(id)).toBe(false);
    await all.files.announce(id, 0);
    await all.files.takeRemovals(10);
    expect(await all.files.accept({ id, ...PICTURE, size: 1, sha256: 'x', taskId: null }, 0)).toBeNull();
    await all.files.forget([id]);
  });

  it('refuses a task for a file that has just gone', async () => {
    const { id } = await save(Buffer.from('a'));
    await aDayLater();
    await removal.pass();
    await expect(all.tasks.accept([newTask({ fileIds: [id] })])).rejects.toThrow(/foreign key/);
  });
});

it('says that a storage is away, and tries a removal again later', async () => {
  const all = await openRepositories();
  const s3 = await startS3Server();
  const configuration = loadConfiguration({ ...s3.variables });
  const storage = await createFileStorage(configuration);
  const store = new FileStore(all.files, storage, configuration, logger);
  const { id } = await store.save(Readable.from([Buffer.from('a')]), PICTURE);
  await all.database.query('UPDATE files SET removable_at = now_ms()');
  await s3.close();
  await expect(store.save(Readable.from([Buffer.from('b')]), PICTURE)).rejects.toBeInstanceOf(
    FileStorageUnavailable,
  );
  await expect(store.open(id)).rejects.toMatchObject({ code: 'file_storage_unavailable' });
  await expect(new FileRemoval(all.files, storage, logger).pass()).rejects.toThrow('ECONNREFUSED');
  const left = await all.database.query<{ file_id: string; tries: number; later: boolean }[]>(
    'SELECT file_id, tries, due_at > now() AS later FROM file_removals WHERE file_id = $1',
    [id],
  );
  expect(left).toEqual([{ file_id: id, tries: 1, later: true }]);
  storage.close();
  await all.close();
});
