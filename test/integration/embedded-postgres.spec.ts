import {
  chmod,
  chown,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedPostgres } from '@app/embedded-postgres';
import { prepareDatabase } from '@app/persistence';
import { Client } from 'pg';
import { digestOf } from '../support/folder-digest.js';
import { describeWithOldPostgres, makeOldCluster, OLD_VERSION } from '../support/old-postgres.js';

const DATABASE = 'task_runner';
const ELSEWHERE = /^\/(var\/lib|opt|srv)\/async-ai-task-runner\/clusters\//;
const describeAsRoot = process.getuid?.() === 0 ? describe : describe.skip;

/** What no migration of ours makes, too: a person may have. */
const OBJECTS = `
  CREATE SCHEMA reports;
  CREATE TYPE reports.colour AS ENUM ('red');
  CREATE TYPE reports.pair AS (a int, b int);
  CREATE DOMAIN reports.percent AS int CHECK (VALUE BETWEEN 0 AND 100);
  CREATE TABLE reports.numbers (id serial PRIMARY KEY, n bigint GENERATED ALWAYS AS IDENTITY, m int, colour reports.colour);
  CREATE TABLE reports.parts (id int) PARTITION BY RANGE (id);
  CREATE TABLE reports.part PARTITION OF reports.parts FOR VALUES FROM (0) TO (10);
  CREATE SEQUENCE reports.free;
  CREATE STATISTICS reports.both ON id, m FROM reports.numbers;
  CREATE VIEW reports.all_numbers AS SELECT * FROM reports.numbers;
  CREATE MATERIALIZED VIEW reports.kept AS SELECT * FROM reports.numbers;
  CREATE FUNCTION reports.one() RETURNS int LANGUAGE sql AS 'SELECT 1';
  CREATE PROCEDURE reports.nothing() LANGUAGE sql AS 'SELECT 1';
  CREATE AGGREGATE reports.total(int) (SFUNC = int4pl, STYPE = int);
  INSERT INTO reports.numbers (m) VALUES (1), (2);`;

const NOT_THE_ROLES = `
  SELECT relname AS name FROM pg_class WHERE oid >= 16384 AND relkind <> 't' AND relowner <> 'task_runner'::regrole
  UNION ALL SELECT nspname FROM pg_namespace WHERE oid >= 16384 AND nspname !~ '^pg_' AND nspowner <> 'task_runner'::regrole
  UNION ALL SELECT proname FROM pg_proc WHERE oid >= 16384 AND proowner <> 'task_runner'::regrole AND proname !~ 'similarity|trgm|limit'
  UNION ALL SELECT typname FROM pg_type WHERE oid >= 16384 AND typowner <> 'task_runner'::regrole AND typname !~ 'gtrgm'`;

describe('the embedded PostgreSQL', () => {
  let base: string;
  let open: string;
  let closed: string;
  let postgres: EmbeddedPostgres | null;

  beforeEach(async () => {
    base = await mkdtemp(join(tmpdir(), 'embedded postgres é-'));
    [open, closed] = [join(base, 'open'), join(base, 'closed')];
    await chmod(base, 0o711);
    await mkdir(open);
    await mkdir(closed, { mode: 0o700 });
    postgres = null;
  });

  afterEach(async () => {
    await postgres?.destroy();
    await rm(base, { recursive: true, force: true });
  });

  it('gives the product a role without further rights, also over what the superuser of version 0.1.0 made', async () => {
    const { folder } = await started(join(open, 'postgres'));
    await asSuperuser(async (client) => {
      await client.query(`ALTER DATABASE ${DATABASE} OWNER TO postgres`);
      await client.query(`${OBJECTS} CREATE EXTENSION pg_trgm;`);
    });
    await postgres?.stop();
    await rm(join(folder, 'role-password'));
    await postgres?.start();
    expect(
      await rows(
        'SELECT rolname, rolsuper, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = current_user',
      ),
    ).toEqual([{ rolname: 'task_runner', rolsuper: false, rolcreaterole: false, rolcreatedb: false }]);
    expect(await rows(NOT_THE_ROLES)).toEqual([]);
    await rows('DROP SCHEMA reports CASCADE; CREATE TABLE public.mine (id int)');
    await expect(rows(`COPY (SELECT 1) TO PROGRAM 'true'`)).rejects.toThrow('permission denied');
    await expect(rows(`SELECT pg_read_file('PG_VERSION')`)).rejects.toThrow('permission denied');
  });

  describeAsRoot('for root, in a folder that is closed to its user', () => {
    it('keeps the cluster elsewhere, finds it again there, moves with its clone, and is not shared by a copy', async () => {
      const folder = join(closed, 'clone', '.data', 'postgres');
      const { folder: place } = await started(folder);
      expect(place).toMatch(ELSEWHERE);
      expect(await readFile(join(place, 'belongs-to'), 'utf8')).toBe(`${folder}\n`);
      await rows('CREATE TABLE kept AS SELECT 42 AS answer');
      await postgres?.stop();

      await cp(join(closed, 'clone'), join(closed, 'copy'), { recursive: true });
      await expect(started(join(closed, 'copy', '.data', 'postgres'))).rejects.toThrow('is a copy of');

      await rename(join(closed, 'clone'), join(closed, 'moved'));
      const moved = join(closed, 'moved', '.data', 'postgres');
      await rename(place, `${place}-away`);
      await expect(started(moved)).rejects.toThrow(`is kept in ${place}, and is not there any more`);
      await rename(`${place}-away`, place);

      expect((await started(moved)).folder).toBe(place);
      expect(await rows('SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
      expect((await stat(closed)).mode & 0o777).toBe(0o700);
    });

    it('takes along what was made before the folder was closed', async () => {
      expect((await started(join(open, 'postgres'))).folder).toBe(join(open, 'postgres'));
      await rows('CREATE TABLE kept AS SELECT 42 AS answer');
      await postgres?.stop();
      await rename(open, join(closed, 'data'));
      expect((await started(join(closed, 'data', 'postgres'))).folder).toMatch(ELSEWHERE);
      expect(await rows('SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
    });

    it('follows no word of where the cluster is but root’s', async () => {
      await writeFile(join(open, 'place'), '/etc\n');
      await chown(join(open, 'place'), 65534, 65534);
      await expect(started(open)).rejects.toThrow('was not made by root');
    });
  });

  describeWithOldPostgres('with the data of an older version', () => {
    it('takes it over, and leaves the old data as it was', async () => {
      await makeOldCluster(open, DATABASE, async (url) => {
        await prepareDatabase(url);
        await rows(OBJECTS, url);
      });
      const before = await digestOf(join(open, 'data'));
      const messages = await started(open).then(({ messages }) => messages.join('\n'));
      expect(messages).toContain(`the old data stays in ${join(open, `data-${OLD_VERSION}`)}`);
      expect(
        await rows(
          'SELECT count(*)::int AS count, min(nextval($$reports.numbers_id_seq$$)) = 3 AS is_next FROM reports.numbers',
        ),
      ).toEqual([{ count: 2, is_next: true }]);
      expect(await rows(NOT_THE_ROLES)).toEqual([]);
      await prepareDatabase(String(postgres?.url)); // <- finds all of its migrations done
      expect(await digestOf(join(open, `data-${OLD_VERSION}`))).toBe(before);
      await postgres?.stop();

      // <- as a kill between two steps leaves it
      await rename(join(open, 'data'), join(open, 'data.upgraded'));
      await started(open);
      expect(await rows('SELECT count(*)::int AS count FROM reports.numbers')).toEqual([{ count: 2 }]);
    });

    it('leaves everything as it is where it fails', async () => {
      await makeData(OLD_VERSION);
      const before = await digestOf(join(open, 'data'));
      await expect(started(open)).rejects.toThrow(`The data in ${join(open, 'data')} is unchanged`);
      expect(await digestOf(join(open, 'data'))).toBe(before);
      expect(await readdir(open)).not.toContain('upgrade.unfinished'); // <- a copy, which is large
    });
  });

  it('says what to install where the programs of the older version are missing', async () => {
    await makeData('11');
    await expect(started(open)).rejects.toThrow(
      /made by PostgreSQL 11,[\s\S]*missing: postgres[\s\S]*apt-get install postgresql-11/,
    );
  });

  it('does not start with the data of a newer version', async () => {
    await makeData('99');
    await expect(started(open)).rejects.toThrow('PostgreSQL cannot go back');
  });

  /** What looks like a cluster. */
  async function makeData(version: string): Promise<void> {
    await mkdir(join(open, 'data'), { mode: 0o700 });
    await writeFile(join(open, 'data', 'PG_VERSION'), `${version}\n`);
    await writeFile(join(open, 'password'), 'none\n');
  }

  async function started(
    folder: string,
  ): Promise<{ readonly folder: string; readonly messages: readonly string[] }> {
    const messages: string[] = [];
    const onUpgrade = (message: string): void => void messages.push(message);
    const fresh = new EmbeddedPostgres({ folder, database: DATABASE, settings: { fsync: 'off' }, onUpgrade });
    await fresh.start();
    postgres = fresh;
    return { folder: fresh.folder, messages };
  }

  async function asSuperuser(work: (client: Client) => Promise<void>): Promise<void> {
    const url = new URL(String(postgres?.url));
    url.username = 'postgres';
    url.password = (await readFile(join(String(postgres?.folder), 'password'), 'utf8')).trim();
    const client = new Client({ connectionString: url.href });
    await client.connect();
    await work(client);
    await client.end();
  }

  async function rows(sql: string, connectionString = String(postgres?.url)): Promise<unknown[]> {
    const client = new Client({ connectionString });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(sql)).rows;
    } finally {
      await client.end();
    }
  }
});
