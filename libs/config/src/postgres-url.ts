import { byProblem } from './by-problem.js';
import { urlProblem, type UrlRule } from './service-url.js';
import { partsOf, pemFilesProblem, withOneHost } from './several-hosts.js';

/** Which server of several is meant, as libpq understands it. */
export const SESSION_ATTRIBUTES = [
  'any',
  'read-write',
  'read-only',
  'primary',
  'standby',
  'prefer-standby',
] as const;
export type SessionAttributes = (typeof SESSION_ATTRIBUTES)[number];

export interface PostgresServer {
  /** Of this server alone, as a driver takes it. */
  readonly url: string;
  /** Host and port as they are written, for a message. */
  readonly name: string;
}

export interface PostgresAddress {
  readonly servers: readonly PostgresServer[];
  readonly sessionAttributes: SessionAttributes;
}

const RULE: UrlRule = {
  protocols: ['postgres', 'postgresql'],
  credentials: true,
  query: true,
  hostIsOptional: true,
};
const ATTRIBUTES = 'target_session_attrs';

/**
 * What libpq reads in the address of several servers: `postgres://one:5432,two:5432/tasks`, or lists in
 * `host` and `port`. An address without a list stays as it is.
 */
export function postgresAddress(text: string): PostgresAddress {
  const { before, hosts: authority, path, query } = partsOf(text);
  const parameters = new URLSearchParams(query);
  const sessionAttributes = (parameters.get(ATTRIBUTES) ?? 'any') as SessionAttributes;
  const [hosts, ports] = [listIn(parameters, 'host'), listIn(parameters, 'port')];
  const inPath = authority.split(',');
  const count = Math.max(inPath.length, hosts.length);
  if (count === 1 && !parameters.has(ATTRIBUTES))
    return { servers: [{ url: text, name: hosts[0] ?? authority }], sessionAttributes };
  parameters.delete(ATTRIBUTES);
  const servers = Array.from({ length: count }, (_, index) => {
    const own = new URLSearchParams(parameters);
    for (const [name, list] of [['host', hosts] as const, ['port', ports] as const])
      if (list.length > 0) own.set(name, (list.length === 1 ? list[0] : list[index]) ?? '');
    const host = (inPath.length === 1 ? inPath[0] : inPath[index]) ?? '';
    const search = own.size > 0 ? `?${own.toString()}` : '';
    return { url: `${before}${host}${path}${search}`, name: nameOf(host, own) };
  });
  return { servers, sessionAttributes };
}

/** An address of PostgreSQL. Its message says what is wrong with the value and never shows a part of it. */
export function IsPostgresUrl(): PropertyDecorator {
  return byProblem('isPostgresUrl', postgresUrlProblem);
}

/** What keeps an address from ever working; null where nothing does. */
export function postgresUrlProblem(value: unknown): string | null {
  const text = typeof value === 'string' ? value : '';
  const whole = urlProblem(withOneHost(text), RULE);
  if (whole) return whole;
  const { servers, sessionAttributes } = postgresAddress(text);
  const parameters = new URLSearchParams(partsOf(text).query);
  return (
    servers.map(({ url }) => urlProblem(url, RULE)).find((problem) => problem !== null) ??
    listProblem(servers, parameters) ??
    (SESSION_ATTRIBUTES.includes(sessionAttributes) ? null : ATTRIBUTES_PROBLEM) ??
    pemFilesProblem(parameters)
  );
}

const ATTRIBUTES_PROBLEM = `has a ${ATTRIBUTES} that is none of ${SESSION_ATTRIBUTES.join(', ')}`;

/** A list of another length than the others leaves out a host, or a port. */
function listProblem(servers: readonly PostgresServer[], parameters: URLSearchParams): string | null {
  const counts = ['host', 'port'].map((name) => listIn(parameters, name).length);
  if (counts.some((count) => count > 1 && count !== servers.length))
    return 'must have one port, or as many ports as hosts';
  const isIncomplete = servers.length > 1 && servers.some(({ name }) => !name || name.startsWith(':'));
  return isIncomplete ? 'must name a host before and after each comma' : null;
}

function listIn(parameters: URLSearchParams, name: string): string[] {
  const list = parameters.get(name);
  return list ? list.split(',') : [];
}

function nameOf(host: string, parameters: URLSearchParams): string {
  const [named, port] = [parameters.get('host'), parameters.get('port')];
  const own = named ?? host;
  return port ? `${own.replace(/:\d+$/, '')}:${port}` : own;
}
