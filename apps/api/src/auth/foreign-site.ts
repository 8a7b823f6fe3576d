import type { IncomingHttpHeaders } from 'node:http';
import { hostNameOf, isLoopback } from './loopback.js';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Why a request to an API that stands open comes from a page of another site, in a browser on the same machine; null
 * where it does not. Programs that are no browsers send none of these headers.
 */
export function foreignSite(method: string, headers: IncomingHttpHeaders): string | null {
  if (SAFE_METHODS.has(method)) return null;
  const site = headers['sec-fetch-site'];
  if (site === 'cross-site' || site === 'same-site') return 'The request comes from a page of another site.';
  const { origin, host } = headers;
  if (origin === undefined || hostOf(origin) === host?.toLowerCase()) return null;
  return 'The request comes from a page of another origin.';
}

/** Why a Host header cannot be meant for an API on loopback: a name that was made to point here (DNS rebinding). */
export function foreignHost({ host }: IncomingHttpHeaders): string | null {
  const name = hostNameOf(host);
  if (name !== null && isLoopback(name)) return null;
  return 'This API answers only to loopback names such as localhost. To serve other names set API_KEYS and AUTH=required, or AUTH=off.';
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
