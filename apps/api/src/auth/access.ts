import { ForbiddenException, UnauthorizedException } from '@nestjs/common';
import { type ApiKey, type Configuration, digestOf } from '@app/config';
import type { Logger } from '@app/observability';
import type { FastifyRequest } from 'fastify';
import { RetryLater } from '../retry-later.js';
import { DASHBOARD_ASSETS, DASHBOARD_PAGES } from '../dashboard/dashboard-files.js';
import { findKey, presentedKey } from './credentials.js';
import { foreignHost, foreignSite, forwardedFrom } from './foreign-site.js';
import { keysNeeded } from './key-policy.js';
import { refuseByRoute } from './scopes.guard.js';
import { isLoopback } from './loopback.js';
import { WrongKeys } from './wrong-keys.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The key that the caller showed; null where it showed none that is known. */
    apiKey: ApiKey | null;
    /** Whether the caller may do only what its key's scopes allow. */
    isScoped: boolean;
  }
}

const OPEN_ROUTES = new Set<string>([
  ...DASHBOARD_PAGES,
  '/docs',
  '/docs-json',
  '/docs-yaml',
  '/health/live',
  '/health/ready',
]);

/** Who may come in at all; what a key may do is decided by the ScopesGuard. Runs before a body is read. */
export class Access {
  private readonly keysNeeded: boolean;
  /** Nobody but programs and people on this machine is meant to reach it. */
  private readonly loopbackOnly: boolean;
  private readonly wrongKeys = new WrongKeys();

  constructor(
    private readonly configuration: Configuration,
    private readonly logger: Logger,
  ) {
    this.keysNeeded = keysNeeded(configuration);
    this.loopbackOnly = !this.keysNeeded && isLoopback(configuration.api.host);
  }

  /**
   * @throws UnauthorizedException, ForbiddenException, or RetryLater where the address showed too many wrong
   *   keys
   */
  admit(request: FastifyRequest): void {
    this.refuseForeign(request);
    request.isScoped = this.keysNeeded && !isOpen(request);
    request.apiKey = this.keyOf(request);
    if (request.isScoped && !request.apiKey)
      throw new UnauthorizedException(
        'Send a valid key as "Authorization: Bearer <key>" or "X-API-Key: <key>".',
      );
    refuseByRoute(request);
  }

  private refuseForeign({ method, headers }: FastifyRequest): void {
    if (this.keysNeeded) return; // a foreign page has no key
    // also behind a proxy, which decides who may come in
    const isOnPurpose = this.configuration.auth.mode === 'off';
    const reason =
      (this.loopbackOnly ? foreignHost(headers) : null) ??
      (isOnPurpose ? null : forwardedFrom(headers)) ??
      foreignSite(method, headers);
    if (reason) throw new ForbiddenException(reason);
  }

  private keyOf({ headers, ip, isScoped, id }: FastifyRequest): ApiKey | null {
    const presented = presentedKey(headers);
    if (presented === null) return null;
    const digest = digestOf(presented);
    if (!isScoped) return findKey(this.configuration.auth.keys, digest);
    this.refuseGuesser(ip, digest);
    const key = findKey(this.configuration.auth.keys, digest);
    if (key) this.wrongKeys.right(ip, digest);
    else this.noteWrongKey(ip, id);
    return key;
  }

  private refuseGuesser(address: string, digest: string): void {
    const waitMs = this.wrongKeys.waitMs(address, digest);
    if (waitMs > 0)
      throw new RetryLater(
        429,
        'too_many_wrong_keys',
        'Too many wrong keys came from this address.',
        Math.ceil(waitMs / 1_000),
      );
  }

  /** At most as often as keys of the address are looked at. */
  private noteWrongKey(address: string, requestId: string): void {
    this.wrongKeys.wrong(address);
    this.logger.warn({ address, requestId }, 'a wrong API key was shown');
  }
}

/**
 * By the route that matched, not by the path that was sent: no spelling of a path can open a closed route.
 */
function isOpen({ is404, routeOptions }: FastifyRequest): boolean {
  return is404 || isOpenRoute(routeOptions.url ?? '');
}

/** Whether a route needs no key. */
export function isOpenRoute(route: string): boolean {
  return OPEN_ROUTES.has(route) || route.startsWith('/docs/') || route.startsWith(DASHBOARD_ASSETS);
}
