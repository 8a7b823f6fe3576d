import { withOneHost } from './several-hosts.js';

/** Variables with such names hold secrets, also those that only a handler of one's own reads. */
const SECRET_NAME = /(?:KEY|SECRET|TOKEN|PASSWORD|PASSWD|PASSPHRASE|CREDENTIAL|HEADER)S?$/i;

/** Addresses of chats and alerts: whoever knows their path may post. */
const SECRET_URL_NAME = /WEBHOOK_URL$/i;

const URL_LIKE = /^[a-z][a-z0-9+.-]*:\/\//i;

/** Shorter ones are words of usual texts; to hide those would hide more than the secret. */
const SHORTEST = 6;

/**
 * The texts that must never be shown, of all variables of the process: secrets by their names, and passwords
 * in addresses, as they are and as they are encoded in an address.
 */
export function secretsIn(variables: Readonly<Record<string, string | undefined>>): readonly string[] {
  const found = Object.entries(variables).flatMap(([name, value = '']) => [
    ...(SECRET_NAME.test(name) ? secretParts(value) : []),
    ...(URL_LIKE.test(value) ? secretsInUrl(name, value) : []),
  ]);
  const texts = found.flatMap((text) => [text, decoded(text)]).filter((text) => text.length >= SHORTEST);
  // the longest first: one may begin with another
  return [...new Set(texts)].sort((one, other) => other.length - one.length);
}

/**
 * A value as a whole, and what is secret in a list: `name:key:scope,…` of API_KEYS, `header=value,…` of a
 * collector.
 */
function secretParts(value: string): string[] {
  const parts = value.split(/[\s,;]+/).flatMap((part) => {
    if (part.includes(':')) return [part.split(':')[1] ?? ''];
    return [part, part.replace(/^[\w-]+?[=_]/, '')];
  });
  return [value, ...parts.filter((part) => !isPlainWord(part))];
}

/** Names of scopes and schemes stand in the same lists. */
function isPlainWord(text: string): boolean {
  return /^[a-z-]{1,15}$/i.test(text);
}

function secretsInUrl(name: string, value: string): string[] {
  const address = withOneHost(value);
  if (!URL.canParse(address)) return [];
  const { username, password, pathname, search, searchParams } = new URL(address);
  const inQuery = [...searchParams].filter(([key]) => SECRET_NAME.test(key)).map(([, text]) => text);
  const inPath = SECRET_URL_NAME.test(name) && pathname.length > 16 ? [pathname + search, pathname] : [];
  // A password that is the name itself is known to all who know the name.
  return [...(password ? (password === username ? [] : [password]) : [username]), ...inQuery, ...inPath];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
