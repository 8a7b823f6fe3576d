import { Client, type ClientConfig } from 'pg';

/** What the product connects as: the owner of its database, and nothing beyond. */
export const ROLE = 'task_runner';

export interface OwnRoleOptions {
  /** How the superuser connects; the database is chosen here. */
  readonly superuser: Omit<ClientConfig, 'database'>;
  readonly password: string;
  /** Made when missing. */
  readonly database: string;
  /** For tests, which make databases of their own. */
  readonly mayCreateDatabases: boolean;
}

/**
 * Makes the role and its database, or brings them to what they must be: the objects of a database that the
 * superuser made (version 0.1.0, or a person who restored a backup) are handed over, all or none. The next
 * start does what this one could not. It connects by itself, as there may be no database yet that
 * libs/persistence could open.
 */
export async function prepareOwnRole(options: OwnRoleOptions): Promise<void> {
  const { superuser, database } = options;
  await connected({ ...superuser, database: 'postgres' }, async (client) => {
    await makeRole(client, options);
    await makeDatabase(client, database);
  });
  await connected({ ...superuser, database }, handOver);
}

async function makeRole(client: Client, { password, mayCreateDatabases }: OwnRoleOptions): Promise<void> {
  const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [ROLE]);
  const rights = `LOGIN NOSUPERUSER NOCREATEROLE NOREPLICATION NOBYPASSRLS ${mayCreateDatabases ? 'CREATEDB' : 'NOCREATEDB'}`;
  await client.query(
    `${rowCount ? 'ALTER' : 'CREATE'} ROLE ${ROLE} ${rights} PASSWORD ${client.escapeLiteral(password)}`,
  );
}

async function makeDatabase(client: Client, database: string): Promise<void> {
  const name = client.escapeIdentifier(database);
  const { rows } = await client.query<{ owner: string }>(
    'SELECT pg_get_userbyid(datdba) AS owner FROM pg_database WHERE datname = $1',
    [database],
  );
  if (!rows[0]) await client.query(`CREATE DATABASE ${name} OWNER ${ROLE}`);
  else if (rows[0].owner !== ROLE) await client.query(`ALTER DATABASE ${name} OWNER TO ${ROLE}`);
}

/**
 * One statement for each object that is not the role's. Left out: what initdb made (below 16384), what
 * belongs to an extension, and what follows its table (a column's sequence, a row type). REASSIGN OWNED does
 * not take what the first superuser of a cluster owns.
 */
const STATEMENTS = `
  WITH objects (class, id, owner) AS (
    SELECT 'pg_namespace'::regclass, oid, nspowner FROM pg_namespace WHERE nspname !~ '^pg_'
    UNION ALL SELECT 'pg_class'::regclass, oid, relowner FROM pg_class WHERE relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
    UNION ALL SELECT 'pg_proc'::regclass, oid, proowner FROM pg_proc
    UNION ALL SELECT 'pg_type'::regclass, oid, typowner FROM pg_type
      WHERE typtype IN ('e', 'd', 'r') OR EXISTS (SELECT FROM pg_class WHERE pg_class.oid = typrelid AND relkind = 'c')
    UNION ALL SELECT 'pg_statistic_ext'::regclass, oid, stxowner FROM pg_statistic_ext
    UNION ALL SELECT 'pg_ts_config'::regclass, oid, cfgowner FROM pg_ts_config
    UNION ALL SELECT 'pg_ts_dict'::regclass, oid, dictowner FROM pg_ts_dict
    UNION ALL SELECT 'pg_collation'::regclass, oid, collowner FROM pg_collation
  )
  SELECT format('ALTER %s %s OWNER TO ${ROLE}',
      CASE named.type WHEN 'statistics object' THEN 'statistics' ELSE named.type END, named.identity) AS statement
  FROM objects, pg_identify_object(class, id, 0) AS named
  WHERE id >= 16384
    AND owner <> '${ROLE}'::regrole
    AND NOT EXISTS (
      SELECT FROM pg_depend
      WHERE classid = class AND objid = id AND objsubid = 0
        AND (deptype IN ('e', 'i') OR (deptype = 'a' AND refclassid = 'pg_class'::regclass AND refobjsubid > 0 AND class = refclassid))
    )`;

async function handOver(client: Client): Promise<void> {
  const { rows } = await client.query<{ statement: string }>(STATEMENTS);
  if (!rows.length) return;
  await client.query(['BEGIN', ...rows.map(({ statement }) => statement), 'COMMIT'].join(';\n'));
}

async function connected(config: ClientConfig, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ ...config, connectionTimeoutMillis: 30_000 });
  client.on('error', () => undefined); // the query in flight rejects with the same error
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
