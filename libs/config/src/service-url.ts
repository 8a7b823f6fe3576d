import { byProblem } from './by-problem.js';

/** Ports that `fetch` never connects to; https://fetch.spec.whatwg.org/#port-blocking. */
export const PORTS_BLOCKED_BY_FETCH: ReadonlySet<number> = new Set([
  0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104,
  109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515,
  526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049,
  3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
]);

/** What a URL of a setting may be. */
export interface UrlRule {
  /** Such as `http`. */
  readonly protocols: readonly string[];
  /** Whether user and password may stand in it. */
  readonly credentials?: boolean;
  readonly query?: boolean;
  /** Whether `fetch` will call it. */
  readonly byFetch?: boolean;
  /** Without a host this machine is meant, by a socket's file. */
  readonly hostIsOptional?: boolean;
  /** Of the path; no path always fits. */
  readonly path?: { readonly pattern: RegExp; readonly problem: string };
}

const NOT_READABLE =
  'is no URL: in user and password write / as %2F, # as %23, ? as %3F, @ as %40 and % as %25';

/** A URL that keeps the rule. Its message says what is wrong with the value and never shows a part of it. */
export function IsServiceUrl(rule: UrlRule): PropertyDecorator {
  return byProblem('isServiceUrl', (value) => urlProblem(value, rule));
}

/** What keeps a URL from ever working; null where nothing does. */
export function urlProblem(value: unknown, rule: UrlRule): string | null {
  const text = typeof value === 'string' ? value : '';
  if (!rule.protocols.some((protocol) => text.toLowerCase().startsWith(`${protocol}://`)))
    return `must start with ${rule.protocols.map((protocol) => `${protocol}://`).join(' or ')}`;
  if (/[\s\p{Cc}]/u.test(text)) return 'must not hold spaces or line breaks';
  const url = parsed(text, rule);
  if (!url || isCutInCredentials(text) || ![url.username, url.password].every(isEncoded)) return NOT_READABLE;
  return problemOf(url, rule);
}

function problemOf(url: URL, { hostIsOptional, credentials, query, byFetch, path }: UrlRule): string | null {
  const problems: readonly (readonly [boolean, string | undefined])[] = [
    [!url.hostname && !hostIsOptional, 'must name a host'],
    [
      !credentials && `${url.username}${url.password}` !== '',
      'must not hold a user or a password: it would never be sent',
    ],
    [url.hash !== '', 'must not hold a #, which cuts the rest off'],
    [!query && url.search !== '', 'must not hold a query (?): paths are added to its end'],
    [
      Boolean(byFetch) && PORTS_BLOCKED_BY_FETCH.has(Number(url.port || 80)),
      'has a port that HTTP clients refuse to call',
    ],
    [url.pathname.length > 1 && path?.pattern.test(url.pathname) === false, path?.problem],
  ];
  return problems.find(([isSo]) => isSo)?.[1] ?? null;
}

/** PostgreSQL's form for a socket's file, postgres://user@/database, names no host, and URL refuses it. */
function parsed(text: string, { hostIsOptional }: UrlRule): URL | null {
  const readable = hostIsOptional ? text.replace('@/', '@localhost/') : text;
  return URL.canParse(readable) ? new URL(readable) : null;
}

/**
 * Whether a raw / # or ? ended the authority within a password: then an @ comes only later, and the host is a
 * part of the user.
 */
function isCutInCredentials(text: string): boolean {
  const [, authority = '', rest = ''] = /^[^:]*:\/\/([^/?#]*)([/?#].*)?$/s.exec(text) ?? [];
  return !authority.includes('@') && withoutQuery(rest).includes('@');
}

/** What stands behind a ? and is no list of `name=value` may be the rest of a password, and stays. */
function withoutQuery(text: string): string {
  const at = text.indexOf('?');
  const isQuery = at >= 0 && /^(?:[^=&#@]+=[^&#]*(?:&[^=&#@]+=[^&#]*)*&?)?$/.test(text.slice(at + 1));
  return isQuery ? text.slice(0, at) : text;
}

function isEncoded(text: string): boolean {
  try {
    return decodeURIComponent(text) !== null;
  } catch {
    return false;
  }
}
