import { type AskServer, type ServerRole, Servers } from './servers.js';

const PRIMARY: ServerRole = { isStandby: false, isReadOnly: false };
const STANDBY: ServerRole = { isStandby: true, isReadOnly: true };
const LOCKED: ServerRole = { isStandby: false, isReadOnly: true };
let addresses = 0;

/** What each of the hosts is; one without a role cannot be reached. */
type Roles = Readonly<Record<string, ServerRole | undefined>>;

function serversOf(hosts: string, attributes: string): Servers {
  // another database each time: the servers of one address are kept
  const servers = Servers.of(`postgres://${hosts}/tasks${addresses++}?target_session_attrs=${attributes}`);
  if (!servers) throw new Error('nothing to choose');
  return servers;
}

function asking(roles: Roles, asked: string[] = []): AskServer {
  return async ({ name }) => {
    asked.push(name);
    const role = roles[name];
    if (!role) throw new Error('connect ECONNREFUSED');
    return role;
  };
}

const chosen = async (hosts: string, attributes: string, roles: Roles): Promise<string> =>
  (await serversOf(hosts, attributes).locate(asking(roles))).name;

it.each([
  ['any', 'one'],
  ['read-write', 'three'],
  ['primary', 'two'],
  ['standby', 'one'],
  ['read-only', 'one'],
  ['prefer-standby', 'one'],
])('takes for %s the first that is one: %s', async (attributes, name) => {
  expect(await chosen('one,two,three', attributes, { one: STANDBY, two: LOCKED, three: PRIMARY })).toBe(name);
});

it('passes over a server that cannot be reached, and prefers a standby only', async () => {
  expect(await chosen('one,two,three', 'any', { two: PRIMARY, three: PRIMARY })).toBe('two');
  expect(await chosen('one,two', 'prefer-standby', { two: PRIMARY })).toBe('two');
});

it('says of each server why none fits', async () => {
  await expect(chosen('one,two:5433', 'read-write', { one: STANDBY })).rejects.toMatchObject({
    message:
      'No PostgreSQL server that fits target_session_attrs=read-write: one is a standby; two:5433: connect ECONNREFUSED',
  });
});

it('says that a server refuses us', async () => {
  const refusal = Object.assign(new Error('password authentication failed'), { code: '28P01' });
  await expect(serversOf('one,two', 'any').locate(() => Promise.reject(refusal))).rejects.toBe(refusal);
});

it('asks once for many connections, and again after one was lost', async () => {
  const [servers, asked] = [serversOf('one,two', 'read-write'), [] as string[]];
  const before = asking({ one: PRIMARY, two: STANDBY }, asked);
  const [first] = await Promise.all([servers.locate(before), servers.locate(before), servers.locate(before)]);
  await servers.locate(before);
  expect(asked).toEqual(['one', 'two']);
  servers.leave(first);
  const second = await servers.locate(asking({ two: PRIMARY }, asked));
  servers.leave(first); // a late loss
  await servers.locate(asking({}, asked));
  expect([second.name, asked.length]).toEqual(['two', 4]);
});

it('goes on without an earlier server that is silent', async () => {
  let answer: (role: ServerRole) => void = () => undefined;
  const silent = new Promise<ServerRole>((resolve) => (answer = resolve));
  const found = await serversOf('one,two', 'any').locate(({ name }) =>
    name === 'one' ? silent : Promise.resolve(PRIMARY),
  );
  expect(found.name).toBe('two');
  answer(PRIMARY);
});

it('chooses nothing where there is one server that may be anything', () => {
  expect(Servers.of('postgres://one/tasks')).toBeNull();
});
