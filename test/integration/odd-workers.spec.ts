import { randomUUID } from 'node:crypto';
import { RemoteWorkerRepository } from '@app/persistence';
import { TaskTypes } from '@app/tasks';
import { DataSource } from 'typeorm';
import { type Claimed, remoteCalls } from '../support/remote-calls.js';
import { startInProcess, type SystemInProcess } from '../support/system-in-process.js';

describe('work over HTTP, where what is said is late, twice or odd', () => {
  let system: SystemInProcess;
  beforeAll(async () => void (system = await startInProcess([])));
  afterAll(() => system.stop());

  const { put, submit, claim, claimOne, say, get } = remoteCalls(() => system);
  const pieces = async (id: string): Promise<string[]> => {
    const rows: { text: string }[] = await system.app
      .get(DataSource)
      .query(
        `SELECT data->>'text' AS text FROM task_events WHERE task_id = $1 AND event = 'delta' ORDER BY id`,
        [id],
      );
    return rows.map(({ text }) => text);
  };

  it('answers a token of before as such, also beside the one that holds the task now', async () => {
    await put('acme.fenced');
    await submit('acme.fenced');
    const old = await claimOne('acme.fenced');
    await say(old, 'release');
    const now = await claimOne('acme.fenced');
    const states = async (leases: object[]) =>
      (await system.call('POST', '/api/v1/work/heartbeats', { workerId: randomUUID(), leases })).body;
    const [stale, held, strange] = [
      { id: old.task.id, token: old.lease.token },
      { id: now.task.id, token: now.lease.token },
      { id: randomUUID(), token: now.lease.token },
    ];
    expect(await states([stale, held, strange, held, stale])).toMatchObject({
      leases: ['lost', 'held', 'lost', 'held', 'lost'].map((state) => ({ state })),
    });
    const said = [old, now, old, now].map((one) => say(one, 'complete', { result: { bytes: 1 } }));
    expect((await Promise.all(said)).map(({ status }) => status)).toEqual([409, 200, 409, 200]);
  });

  it('takes one of two ends that are said at the same time, and refuses the other', async () => {
    await put('acme.twice');
    await submit('acme.twice');
    const one = await claimOne('acme.twice');
    const error = { code: 'broken', message: 'It is broken.', retryable: false };
    const answers = await Promise.all([
      say(one, 'fail', { error }),
      say(one, 'complete', { result: { bytes: 1 } }),
      say(one, 'release'),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const won = answers.find(({ status }) => status === 200)?.body as { status: string } | undefined;
    expect(await get(one.task.id)).toMatchObject({ status: won?.status });
  });

  it('writes a piece of text with an offset once, and refuses one after a gap', async () => {
    await put('acme.text', { result: { type: 'object' }, maxAttempts: 2 });
    const id = await submit('acme.text');
    const first = await claimOne('acme.text');
    const text = (one: Claimed, piece: string, offset?: number) => say(one, 'text', { text: piece, offset });
    expect(await text(first, 'wörd ', 0)).toMatchObject({ status: 204 });
    expect(await text(first, 'wörd ', 0)).toMatchObject({ status: 204 });
    expect(await text(first, '😀', 7)).toMatchObject({ status: 409, body: { code: 'wrong_offset' } });
    expect(await text(first, '😀', 5)).toMatchObject({ status: 409, body: { code: 'wrong_offset' } });
    const again = await Promise.all([text(first, '😀', 6), text(first, '😀', 6), text(first, '!', 10)]);
    expect(again.map(({ status }) => status)).toEqual([204, 204, 204]);
    expect(await text(first, ' without')).toMatchObject({ status: 204 });
    expect(await text(first, 'wörd 😀', 0)).toMatchObject({ status: 204 }); // both, as one
    const error = { code: 'broken', message: 'x', retryable: true };
    await say(first, 'fail', { error });
    const second = await claimOne('acme.text');
    expect(await text(second, 'anew', 19)).toMatchObject({ status: 409, body: { code: 'wrong_offset' } });
    expect(await text(second, 'anew', 0)).toMatchObject({ status: 204 });
    expect(await text(first, 'wörd ', 0)).toMatchObject({ status: 409, body: { code: 'lease_lost' } });
    expect(await pieces(id)).toEqual(['wörd ', '😀', '!', ' without', 'anew']);
  });

  it('takes out of what is said what cannot be stored', async () => {
    await put('acme.odd', { result: { type: 'object' } });
    const id = await submit('acme.odd');
    const one = await claimOne('acme.odd');
    for (const text of ['a\0b', '\0', 'c\ud800'])
      expect(await say(one, 'text', { text })).toMatchObject({ status: 204 });
    const line = { level: 'info', message: 'x\0\ud800', data: { 'k\0': '\ud800' } };
    expect(await say(one, 'logs', line)).toMatchObject({ status: 204 });
    expect(await say(one, 'progress', { percent: 1, message: 'm\0\ud800' })).toMatchObject({ status: 204 });
    expect(await get(id)).toMatchObject({ progress: { message: 'm\ufffd' } });
    const error = { code: 'odd', message: 'x\0\ud800', retryable: false };
    expect(await say(one, 'fail', { error })).toMatchObject({ body: { error: { message: 'x\ufffd' } } });
    expect(await say(one, 'text', { text: '\0' })).toMatchObject({ status: 409 });
    expect(await pieces(id)).toEqual(['ab', 'c\ufffd']);
  });

  it('writes no event where a report says what is known', async () => {
    await put('acme.same');
    const id = await submit('acme.same');
    const one = await claimOne('acme.same');
    for (const message of ['a', 'a', 'b', 'a', 'a'])
      expect(await say(one, 'progress', { percent: 5, message })).toMatchObject({ status: 204 });
    const events = await system.app
      .get(DataSource)
      .query(`SELECT data FROM task_events WHERE task_id = $1 AND event = 'progress'`, [id]);
    expect(events).toHaveLength(3);
  });

  it('looks once for a worker that waits for a shorter time than a look takes', async () => {
    await put('acme.hasty');
    const id = await submit('acme.hasty');
    const { tasks } = await claim('acme.hasty', { waitSeconds: 0.001 });
    expect(tasks.map(({ task }) => task.id)).toEqual([id]);
  });

  it.each(['a\0b', '\ud800', '\u001b[31mred', 'two\nlines', '\u202eevil', ' ', 'x'.repeat(201)])(
    'refuses a worker named %j, and keeps the registry of the others',
    async (name) => {
      await put('acme.named');
      const worker = { name, host: name, version: name };
      const refused = await system.call('POST', '/api/v1/work/claims', {
        worker,
        types: ['acme.named'],
        max: 1,
      });
      expect(refused).toMatchObject({
        status: 400,
        body: { errors: ['name', 'host', 'version'].map((field) => ({ path: `worker.${field}` })) },
      });
    },
  );

  it('forgets workers over HTTP that were silent for some minutes, and no others', async () => {
    await put('acme.silent');
    const [gone, there] = [await claim('acme.silent'), await claim('acme.silent')];
    const database = system.app.get(DataSource);
    await database.query(
      `UPDATE workers SET last_heartbeat_at = now() - interval '6 minutes' WHERE id = $1 OR remote IS NULL`,
      [gone.workerId],
    );
    const own = await database.query('SELECT id FROM workers WHERE remote IS NULL');
    await system.app.get(RemoteWorkerRepository, { strict: false }).forget(5 * 60_000);
    const left: { id: string }[] = await database.query('SELECT id FROM workers');
    const ids = left.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining([there.workerId, ...own.map(({ id }: { id: string }) => id)]));
    expect(ids).not.toContain(gone.workerId);
  });

  it('keeps no more than so many types', async () => {
    const database = system.app.get(DataSource);
    await database.query(`
      INSERT INTO task_types SELECT 'many.' || n, 'q', '', '{}', '{}', '{}', 1, 1000, 0, now()
      FROM generate_series(1, 1000) AS n`);
    await system.app.get(TaskTypes, { strict: false }).learn(['many.1']);
    expect(await put('acme.over')).toMatchObject({ status: 400, body: { errors: [{ path: 'name' }] } });
    expect(await put('many.1')).toMatchObject({ status: 200 }); // one that is there may be changed
    await database.query(`DELETE FROM task_types WHERE name LIKE 'many.%' AND name <> 'many.1'`);
    expect(await system.call('DELETE', '/api/v1/task-types/many.1')).toMatchObject({ status: 204 });
    expect(await put('acme.under')).toMatchObject({ status: 200 });
  });
});
