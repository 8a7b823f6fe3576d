import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { canRead, canRun, canWrite, closedFolder, nameOf, type ServerUser } from '@app/embedded-postgres';
import { claimDataFolder } from './data-folder.js';

/** Ports below the number in this file are root's; where there is none, those below 1024. */
const FIRST_FREE_PORT = '/proc/sys/net/ipv4/ip_unprivileged_port_start';

export interface AccountNeeds {
  readonly dataDir: string;
  /** Folders of programs, such as dist and node_modules. */
  readonly programs: readonly string[];
  readonly ports: readonly number[];
  readonly environment: NodeJS.ProcessEnv;
}

/** Who API and worker run as. */
export interface Account {
  /** Null: as we do. */
  readonly user: ServerUser | null;
  /** For a person, such as `user task-runner`; null where there is nothing to say. */
  readonly description: string | null;
}

/**
 * Root gives API and worker to the account of the database, where that one can read their programs and write
 * their data. Where it cannot, as in a clone in /root, they stay root's, and the reason is in the
 * description.
 */
export async function chooseAccount(user: ServerUser | null, needs: AccountNeeds): Promise<Account> {
  const reason = user && (await obstacle(user, needs));
  const chosen = reason ? null : user;
  await claimDataFolder(needs.dataDir, chosen);
  if (!user) return { user: null, description: null };
  const name = await nameOf(user);
  if (reason) return { user: null, description: `root, because user ${name} ${reason}` };
  if (await canWrite(user, needs.dataDir)) return { user, description: `user ${name}` };
  return { user: null, description: `root, because user ${name} cannot write ${needs.dataDir}` };
}

/** What the account was not given with its own name, and could not use. */
export async function environmentFor(
  user: ServerUser | null,
  environment: NodeJS.ProcessEnv,
): Promise<NodeJS.ProcessEnv> {
  if (!user) return environment;
  const { HOME: _home, USER: _user, LOGNAME: _name, TMPDIR, ...rest } = environment;
  return TMPDIR && (await canWrite(user, TMPDIR)) ? { ...rest, TMPDIR } : rest;
}

async function obstacle(
  user: ServerUser,
  { dataDir, programs, ports, environment }: AccountNeeds,
): Promise<string | null> {
  for (const path of [process.execPath, ...programs, dirname(dataDir)]) {
    const closed = await closedFolder(user, path);
    if (closed) return `cannot enter '${closed}'`;
  }
  if (!(await canRun(user, process.execPath))) return `cannot run ${process.execPath}`;
  for (const folder of programs) {
    if (!(await canReadAll(user, folder))) return `cannot read all of ${folder}`;
  }
  for (const file of filesIn(environment)) {
    if (!(await canRead(user, [file]))) return `cannot read ${file}`;
  }
  const port = await reservedPort(ports);
  return port === undefined ? null : `cannot listen on port ${port}`;
}

/** A strict umask closes all alike, so that the upper levels tell. */
async function canReadAll(user: ServerUser, folder: string): Promise<boolean> {
  const unreadable = ['(', '!', '-readable', '-o', '-type', 'd', '!', '-executable', ')', '-print', '-quit'];
  return promisify(execFile)('find', ['-L', folder, '-maxdepth', '3', ...unreadable], {
    ...user,
    cwd: '/',
    env: {},
  }).then(
    ({ stdout }) => stdout === '',
    () => false,
  );
}

/** Files that the environment names, which are often root's alone. */
function filesIn({ DATABASE_URL, DATABASE_LISTEN_URL, NODE_EXTRA_CA_CERTS }: NodeJS.ProcessEnv): string[] {
  const queries = [DATABASE_URL, DATABASE_LISTEN_URL].map((url) => new URLSearchParams(url?.split('?')[1]));
  const named = [
    ...queries.flatMap((query) => ['sslcert', 'sslkey', 'sslrootcert'].map((name) => query.get(name))),
    NODE_EXTRA_CA_CERTS,
  ];
  return named.filter((file): file is string => Boolean(file));
}

async function reservedPort(ports: readonly number[]): Promise<number | undefined> {
  const first = Number(await readFile(FIRST_FREE_PORT, 'utf8').catch(() => '1024'));
  return ports.find((port) => port < first);
}
