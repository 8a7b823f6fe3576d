import { postgresAddress, postgresUrlProblem } from './postgres-url.js';
import { withOneHost } from './several-hosts.js';

const urlsOf = (text: string): string[] => postgresAddress(text).servers.map(({ url }) => url);
const namesOf = (text: string): string[] => postgresAddress(text).servers.map(({ name }) => name);

it.each([
  'postgres://tasks:secret@db:5433/tasks?sslmode=require',
  'postgres:///tasks?host=/var/run/postgresql',
  'postgres://a,b:c,d@db/tasks',
])('leaves %s as it is', (text) => {
  expect(urlsOf(text)).toEqual([text]);
  expect(withOneHost(text)).toBe(text);
});

it('reads hosts with a port each, and without', () => {
  const text =
    'postgresql://u:p%40,@one:5432,two,[::1]:5433/tasks?sslmode=disable&target_session_attrs=primary';
  expect(urlsOf(text)).toEqual([
    'postgresql://u:p%40,@one:5432/tasks?sslmode=disable',
    'postgresql://u:p%40,@two/tasks?sslmode=disable',
    'postgresql://u:p%40,@[::1]:5433/tasks?sslmode=disable',
  ]);
  expect(namesOf(text)).toEqual(['one:5432', 'two', '[::1]:5433']);
  expect(postgresAddress(text).sessionAttributes).toBe('primary');
  expect(withOneHost(text)).toMatch('@one:5432/tasks?sslmode=disable&target');
});

it('reads lists of hosts and ports in the query', () => {
  const text = 'postgres://u@/tasks?host=/run/one,two&port=5432,5433';
  expect(urlsOf(text)).toEqual([
    'postgres://u@/tasks?host=%2Frun%2Fone&port=5432',
    'postgres://u@/tasks?host=two&port=5433',
  ]);
  expect(namesOf(text)).toEqual(['/run/one:5432', 'two:5433']);
});

it('takes one port for all hosts', () => {
  expect(namesOf('postgres://one,two/tasks?port=6432')).toEqual(['one:6432', 'two:6432']);
});

it('asks for what a single host must be', () => {
  expect(postgresAddress('postgres://one/tasks?target_session_attrs=read-write')).toMatchObject({
    servers: [{ url: 'postgres://one/tasks' }],
    sessionAttributes: 'read-write',
  });
});

it.each([
  ['postgres://one,two/tasks?target_session_attrs=master', 'none of any, read-write'],
  ['postgres://one,/tasks', 'before and after each comma'],
  ['postgres://one,two/tasks?port=1,2,3', 'as many ports as hosts'],
  ['postgres://one/tasks?sslrootcert=/nowhere/ca.pem', 'sslrootcert that names no file'],
  ['postgres://one/tasks?sslmode=require&sslkey=/nowhere/key.pem', 'sslkey that names no file'],
])('says what is wrong with %s', (text, problem) => expect(postgresUrlProblem(text)).toMatch(problem));
