import { QueueAlertRepository } from '@app/persistence';
import { closeDatabase, newTask, openEmptyRepositories, type Repositories } from '../support/repositories.js';

const LIMITS = { waiting: 10, age: 60 };

describe('the alerts of queues', () => {
  let db: Repositories;
  let alerts: QueueAlertRepository;
  beforeEach(async () => {
    db = await openEmptyRepositories();
    alerts = new QueueAlertRepository(db.database, db.slow);
  });
  afterAll(closeDatabase);

  const waiting = async (count: number): Promise<void> => {
    await db.database.query('DELETE FROM tasks');
    if (count > 0) await db.tasks.accept(Array.from({ length: count }, () => newTask()));
  };
  const later = (seconds: number) =>
    db.database.query(
      `WITH turn AS (UPDATE queue_alert_turn SET taken_at = taken_at - $1::int * interval '1 s')
       UPDATE queue_alerts SET calm_since = calm_since - $1::int * interval '1 s'`,
      [seconds],
    );
  /** What a look 5 s later changes. */
  const look = async () => {
    await later(5);
    const changes = await alerts.check(LIMITS, true);
    return [changes?.raised.map(({ reason }) => reason), changes?.resolved.map(({ reason }) => reason)];
  };

  it('tells a change to one of many processes', async () => {
    await waiting(11);
    const answers = await Promise.all(Array.from({ length: 6 }, () => alerts.check(LIMITS, true)));
    expect(answers.filter(Boolean)).toMatchObject([
      { raised: [{ queue: 'demo_tasks', reason: 'waiting', value: 11, limit: 10 }], resolved: [] },
    ]);
    expect(await look()).toEqual([[], []]);
    expect(await alerts.active()).toMatchObject([{ queue: 'demo_tasks', reason: 'waiting' }]);
  });

  it('does not flap around the limit', async () => {
    await waiting(11);
    await look();
    for (const count of [10, 11, 9, 12, 9]) {
      await waiting(count);
      expect(await look()).toEqual([[], []]);
    }
    await waiting(8);
    expect(await look()).toEqual([[], []]); // calm, but not for long enough
    await waiting(9);
    expect(await look()).toEqual([[], []]);
    await waiting(0);
    expect([await look(), await look(), await look()]).toEqual([
      [[], []],
      [[], []],
      [[], ['waiting']],
    ]);
    await waiting(11);
    expect(await look()).toEqual([['waiting'], []]);
  });

  it('tells of a task that waits for too long, and not of one whose time has not come', async () => {
    await db.tasks.accept([newTask({ runAt: new Date(Date.now() + 3_600_000) })]);
    expect(await look()).toEqual([[], []]);
    await db.tasks.accept([newTask()]);
    await db.database.query("UPDATE tasks SET due_at = now() - interval '61 s' WHERE due_at <= now()");
    expect(await look()).toEqual([['age'], []]);
  });

  it('keeps a message until it was taken, and tries later and later', async () => {
    await waiting(11);
    await look();
    const message = await alerts.nextMessage();
    expect(message).toMatchObject({
      tries: 1,
      body: { type: 'queue.alert.raised', data: { queue: 'demo_tasks', value: 11 } },
    });
    expect(await alerts.nextMessage()).toBeNull();
    await db.database.query("UPDATE queue_alert_messages SET next_try_at = next_try_at - interval '6 s'");
    expect(await alerts.nextMessage()).toMatchObject({ id: message?.id, tries: 2 });
    await db.database.query("UPDATE queue_alert_messages SET next_try_at = next_try_at - interval '6 s'");
    expect(await alerts.nextMessage()).toBeNull();
    await alerts.forgetMessage(message?.id as string);
    expect(await db.database.query('SELECT FROM queue_alert_messages')).toEqual([]);
  });
});
