import { InputRefused, pathText } from '@app/tasks';
import { readQuery } from '../requests/query-of.js';
import type { RawQuery } from '../requests/query-reader.js';
import { decodeCursor, encodeCursor } from './cursor.js';
import { parseDateTime } from '@app/bodies';
import { TaskListQuery } from './task-list.query.js';
import { readSubmission } from '@app/submissions';

const POSITION = { at: new Date('2026-01-02T03:04:05.678Z'), id: '01920000-0000-7000-8000-000000000000' };
const readListQuery = (query: RawQuery): TaskListQuery => readQuery(TaskListQuery, query);
const valid = { type: 'demo.calculation', input: {} };
const pathsOf = (body: unknown): string[] => [
  ...new Set(readSubmission(body).problems.map(({ path }) => pathText(path))),
];

describe('a cursor', () => {
  it('comes back as it went', () => expect(decodeCursor(encodeCursor(POSITION))).toEqual(POSITION));
  it.each(['', 'abc', `${encodeCursor(POSITION)}=`, encodeCursor(POSITION).slice(0, -2)])(
    '%j is none of ours',
    (text) => expect(decodeCursor(text)).toBeNull(),
  );
});

describe('a date-time', () => {
  it.each(['2026-12-01T08:00:00Z', '2026-12-01T08:00:00.123456+02:00', '2028-02-29T00:00:00z'])(
    'takes %s',
    (text) => expect(parseDateTime(text)).toBeInstanceOf(Date),
  );
  it.each([
    '2026-12-01',
    '2026-12-01T08:00:00',
    '2026-02-30T00:00:00Z',
    '1969-12-31T23:59:59Z',
    '2026-12-01T25:00:00Z',
    '2026-12-01T08:00:00+99:00',
    5,
    null,
  ])('refuses %j', (value) => expect(parseDateTime(value)).toBeNull());
});

describe('a submission', () => {
  it('takes every field, and null for one that is not there', () => {
    const body = {
      ...valid,
      priority: 10,
      runAt: '2026-12-01T08:00:00+01:00',
      expiresAt: null,
      maxAttempts: null,
      timeoutMs: 100,
      tags: ['a'],
      metadata: { b: 1 },
    };
    const { submission, problems } = readSubmission(body);
    expect(problems).toEqual([]);
    expect(submission).toMatchObject({
      priority: 10,
      runAt: new Date('2026-12-01T07:00:00Z'),
      expiresAt: undefined,
      tags: ['a'],
    });
  });

  it.each([
    [{}, ['type', 'input']],
    [{ ...valid, priority: 0 }, ['priority']],
    [{ ...valid, priority: '5' }, ['priority']],
    [{ ...valid, timeoutMs: 99 }, ['timeoutMs']],
    [{ ...valid, runAt: 'tomorrow' }, ['runAt']],
    [{ ...valid, tags: ['a', 'a'] }, ['tags']],
    [{ ...valid, tags: ['a b'] }, ['tags']],
    [{ ...valid, metadata: { text: 'x'.repeat(17_000) } }, ['metadata']],
    [{ ...valid, metadata: [] }, ['metadata']],
    [{ ...valid, webhook: { url: 'https://example.com', events: ['failed'] } }, []],
    [{ ...valid, webhook: { url: 'ftp://example.com' } }, ['webhook.url']],
    [{ ...valid, colour: 'red' }, ['colour']],
    [{ prompt: 'x', runAt: '2026-12-01T08:00:00Z' }, ['runAt']],
    [{ prompt: 'x', model: null, provider: null, priority: null }, []],
  ])('%j is wrong at %j', (body, paths) => expect(pathsOf(body)).toEqual(paths));
});

describe('the query of a list', () => {
  it('takes sets repeated and separated by commas, tags whole', () => {
    const { filter, page } = readListQuery({
      status: ['PENDING', 'FAILED,PENDING'],
      tag: 'a,b',
      createdAfter: '2026-12-01T08:00:00 01:00',
    });
    expect(filter).toMatchObject({
      status: ['PENDING', 'FAILED'],
      tag: ['a,b'],
      createdAfter: new Date('2026-12-01T07:00:00Z'),
    });
    expect(page).toEqual({ limit: 50, after: null, order: '-createdAt', full: false });
    expect(readListQuery({ full: 'true' }).page.full).toBe(true);
    expect(readListQuery({ finishedAfter: '2026-12-01T08:00:00Z', sort: '-finishedAt' })).toMatchObject({
      filter: { finishedAfter: new Date('2026-12-01T08:00:00Z') },
      page: { order: '-finishedAt' },
    });
  });

  it('takes the keys of metadata, workers by id or host:pid, and a pasted id', () => {
    const { filter } = readListQuery({
      'metadata.customer': ['42', '42', '43'],
      'metadata.a.b': ' x ',
      'metadata[c]': '1',
      worker: `${POSITION.id.toUpperCase()},box:7`,
      errorCode: 'timeout,internal',
      schedule: [POSITION.id],
      search: ` ${POSITION.id.toUpperCase()}\n`,
    });
    expect(filter).toMatchObject({
      metadata: { customer: ['42', '43'], 'a.b': [' x '], c: ['1'] },
      worker: [POSITION.id, 'box:7'],
      errorCode: ['timeout', 'internal'],
      schedule: [POSITION.id],
      search: POSITION.id.toUpperCase(),
    });
  });

  it.each(['metadata', 'metadata.', 'metadata[]', 'metadata[a', 'metadatas.a'])(
    'knows no parameter %s',
    (name) => expect(() => readListQuery({ [name]: 'x' })).toThrow(InputRefused),
  );

  it.each([{ worker: 'box' }, { worker: 'box:' }, { schedule: '1' }, { 'metadata.a': '\0' }])(
    'refuses %j',
    (query) => expect(() => readListQuery(query as unknown as Record<string, string>)).toThrow(InputRefused),
  );

  it('says everything that is wrong', () => {
    const read = (): unknown =>
      readListQuery({
        status: 'done',
        limit: '201',
        cursor: 'x',
        search: ['a', 'b'],
        sort: 'up',
        createdBefore: 'now',
        full: '1',
      });
    expect(read).toThrow(InputRefused);
    expect(read).toThrow(/sort.*status.*search.*createdBefore.*limit.*cursor.*full/);
  });
});
