import { byProblem } from './by-problem.js';
import { readFileSync } from 'node:fs';
import { urlProblem, type UrlRule } from './service-url.js';
import { partsOf, PEM_FILES, pemFilesProblem, withOneHost } from './several-hosts.js';

export interface RedisNode {
  readonly host: string;
  readonly port: number;
}

/** What REDIS_URL says. */
export interface RedisAddress {
  readonly kind: 'server' | 'sentinel' | 'cluster';
  /** As it is written, without what is ours; for a single server. */
  readonly url: string;
  /** One server, the Sentinels, or some nodes of the cluster. */
  readonly nodes: readonly RedisNode[];
  readonly username?: string;
  readonly password?: string;
  /** Of the Sentinels, where they ask for one. */
  readonly sentinelUsername?: string;
  readonly sentinelPassword?: string;
  /** How the Sentinels call the server that is meant. */
  readonly master?: string;
  readonly database: number;
  /** What the files hold; null without TLS. */
  readonly tls: { readonly ca?: string; readonly cert?: string; readonly key?: string } | null;
}

const SCHEME = /^redis(s)?(?:-(sentinel|cluster))?$/;
const DEFAULT_PORTS = { server: 6379, sentinel: 26379, cluster: 6379 };
/** How Node's TLS calls the files. */
const TLS_OPTIONS = { sslrootcert: 'ca', sslcert: 'cert', sslkey: 'key' } as const;
const OURS = [...PEM_FILES, 'master', 'sentinelUsername', 'sentinelPassword'];

const RULE: UrlRule = {
  protocols: ['redis', 'rediss', 'redis-sentinel', 'rediss-sentinel', 'redis-cluster', 'rediss-cluster'],
  credentials: true,
  query: true,
  path: {
    pattern: /^\/\d{1,9}$/,
    problem: 'must end with the number of a database, such as /0, or without one',
  },
};

/** @param text what {@link IsRedisUrl} takes; without it there is no Redis */
export function redisAddress(text: string | undefined): RedisAddress | null {
  if (!text) return null;
  const { before, hosts, path, kind, isTls, parameters } = redisParts(text);
  const { username, password } = new URL(withOneHost(text));
  return {
    kind,
    url: `${before}${hosts}${path}${withoutOurs(parameters)}`,
    nodes: hosts.split(',').map((host) => nodeOf(host, DEFAULT_PORTS[kind])),
    username: decodeURIComponent(username) || undefined,
    password: decodeURIComponent(password) || undefined,
    sentinelUsername: parameters.get('sentinelUsername') ?? undefined,
    sentinelPassword: parameters.get('sentinelPassword') ?? undefined,
    master: parameters.get('master') ?? undefined,
    database: Number(path.slice(1)),
    tls: isTls ? filesOf(parameters) : null,
  };
}

/**
 * An address of Redis, of Sentinels or of a cluster. Its message says what is wrong with the value and never
 * shows a part of it.
 */
export function IsRedisUrl(): PropertyDecorator {
  return byProblem('isRedisUrl', redisUrlProblem);
}

function redisUrlProblem(value: unknown): string | null {
  const text = typeof value === 'string' ? value : '';
  const problem = urlProblem(withOneHost(text), RULE);
  if (problem) return problem;
  const { hosts, path, kind, isTls, parameters } = redisParts(text);
  const problems: readonly (readonly [boolean, string])[] = [
    [
      kind === 'server' && hosts.includes(','),
      'names several hosts: redis-sentinel:// and redis-cluster:// take a list, redis:// does not',
    ],
    [
      hosts.split(',').some((host) => urlProblem(`redis://${host}`, RULE) !== null),
      'must name a host before and after each comma',
    ],
    [
      kind === 'sentinel' && !parameters.get('master'),
      'must name the master as the Sentinels call it, such as ?master=mymaster',
    ],
    [kind === 'cluster' && path.length > 1, 'must end without a number: a cluster has database 0 only'],
    [
      !isTls && PEM_FILES.some((name) => parameters.get(name)),
      'has a certificate, which is for rediss:// and its like: without TLS it would not be used',
    ],
  ];
  return problems.find(([isSo]) => isSo)?.[1] ?? pemFilesProblem(parameters);
}

type Parts = Pick<ReturnType<typeof partsOf>, 'before' | 'hosts' | 'path'> &
  Pick<RedisAddress, 'kind'> & { readonly isTls: boolean; readonly parameters: URLSearchParams };

function redisParts(text: string): Parts {
  const { query, ...parts } = partsOf(text);
  const [, tls, several] = SCHEME.exec(text.slice(0, text.indexOf(':')).toLowerCase()) ?? [];
  const kind = (several ?? 'server') as RedisAddress['kind'];
  return { ...parts, kind, isTls: tls !== undefined, parameters: new URLSearchParams(query) };
}

function nodeOf(text: string, defaultPort: number): RedisNode {
  const { hostname, port } = new URL(`redis://${text}`);
  return { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || defaultPort) };
}

function filesOf(parameters: URLSearchParams): RedisAddress['tls'] {
  const files = PEM_FILES.flatMap((parameter) => {
    const file = parameters.get(parameter);
    return file ? [[TLS_OPTIONS[parameter], readFileSync(file, 'utf8')]] : [];
  });
  return Object.fromEntries(files) as NonNullable<RedisAddress['tls']>;
}

function withoutOurs(parameters: URLSearchParams): string {
  const others = new URLSearchParams([...parameters].filter(([name]) => !OURS.includes(name)));
  return others.size > 0 ? `?${others.toString()}` : '';
}
