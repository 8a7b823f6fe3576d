import { isIP } from 'node:net';
import { mayGoTo } from './address-rule.js';

/** In characters. */
export const LONGEST_URL = 2048;
const FIRST_FREE_PORT = 1024;

/**
 * Names that mean this machine or this network wherever they are looked up (RFC 6761, RFC 6762, RFC 8375).
 */
const LOCAL_NAME = /(^|\.)(localhost|localdomain|local|internal|intranet|lan|home|corp|home\.arpa)$/;

/**
 * What is wrong with the URL of a webhook as far as the URL shows it; null where nothing is. What its name
 * stands for is checked when it is called. URL brings other spellings of an address (`0x7f.1`, `2130706433`,
 * `①②⑦.0.0.1`) to the usual one.
 */
export function urlProblem(text: string, allowPrivate: boolean): string | null {
  if (text.length > LONGEST_URL) return `must be at most ${LONGEST_URL} characters`;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol) || !/^https?:\/\//i.test(text))
    return 'must be a URL that begins with https:// or http://';
  if (url.username || url.password) return 'must not hold a user name or a password';
  if (url.hash) return 'must not hold a fragment';
  if (!isPort(url.port)) return 'must have the port 80 or 443, or one from 1024 on';
  return isHost(hostOf(url), allowPrivate) ? null : 'must not lead to a private, local or reserved address';
}

/** An IP address without its brackets, or a name without the dot of the root. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}

/** A name without a dot is completed with the domain of this network. */
export function isLocalName(name: string): boolean {
  return !name.includes('.') || LOCAL_NAME.test(name);
}

/**
 * The low ports belong to other protocols, which an HTTP request can be made to speak: SMTP takes one line
 * after the other.
 */
function isPort(port: string): boolean {
  return port === '' || port === '80' || port === '443' || Number(port) >= FIRST_FREE_PORT;
}

function isHost(host: string, allowPrivate: boolean): boolean {
  if (isIP(host)) return mayGoTo(host, allowPrivate);
  return host !== '' && (allowPrivate || !isLocalName(host));
}
