import type { IncomingHttpHeaders } from 'node:http';
import { hostNameOf, isLoopback } from './loopback.js';

const SAFE_METHODS = new Set(['GET', 'HEAD']);
const FRAMES = new Set(['iframe', 'frame', 'embed', 'object']);
const FORWARDING = new Set([
  ...['forwarded', 'via', 'x-real-ip', 'x-client-ip', 'x-cluster-client-ip', 'x-original-forwarded-for'],
  ...['cdn-loop', 'cf-connecting-ip', 'true-client-ip', 'fastly-client-ip', 'x-envoy-external-address'],
]);

/**
 * Why a request to an API that stands open comes from a page of another site, in a browser on the same
 * machine; null where it does not. Programs that are no browsers send none of these headers.
 */
export function foreignSite(method: string, headers: IncomingHttpHeaders): string | null {
  if (isNavigation(method, headers)) return null;
  const site = headers['sec-fetch-site'];
  if (site === 'cross-site' || site === 'same-site') return 'The request comes from a page of another site.';
  const { origin, host } = headers;
  if (origin === undefined || hostOf(origin) === host?.toLowerCase()) return null;
  return 'The request comes from a page of another origin.';
}

/**
 * Why a Host header cannot be meant for an API on loopback: a name that was made to point here (DNS
 * rebinding).
 */
export function foreignHost({ host }: IncomingHttpHeaders): string | null {
  const name = hostNameOf(host);
  if (name !== null && isLoopback(name)) return null;
  return 'This API asks for no key and answers only to loopback names such as localhost. To serve other names set API_KEYS.';
}

/** Why a request cannot come from this machine: a proxy says that it passes it on. */
export function forwardedFrom(headers: IncomingHttpHeaders): string | null {
  const header = Object.keys(headers).find((name) => FORWARDING.has(name) || name.startsWith('x-forwarded-'));
  if (header === undefined) return null;
  return `This API asks for no key, and the request came through a proxy (${header}). Set API_KEYS, or AUTH=off where the proxy decides who may come in.`;
}

/**
 * A person follows a link, and sees what comes in a page of its own. A form that is sent is none, and a frame
 * neither.
 */
function isNavigation(method: string, headers: IncomingHttpHeaders): boolean {
  const { 'sec-fetch-mode': mode, 'sec-fetch-dest': destination = '' } = headers as Record<
    string,
    string | undefined
  >;
  return SAFE_METHODS.has(method) && mode === 'navigate' && !FRAMES.has(destination);
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
