import { ForbiddenException, UnauthorizedException } from '@nestjs/common';
import type { ApiKey, Configuration } from '@app/config';
import type { FastifyRequest } from 'fastify';
import { DASHBOARD_ASSETS, DASHBOARD_PAGES } from '../dashboard/dashboard-files.js';
import { findKey, presentedKey } from './credentials.js';
import { foreignHost, foreignSite } from './foreign-site.js';
import { keysNeeded } from './key-policy.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The key that the caller showed; null where it showed none that is known. */
    apiKey: ApiKey | null;
    /** Whether the caller may do only what its key's scopes allow. */
    isScoped: boolean;
  }
}

const OPEN_ROUTES = new Set<string>([...DASHBOARD_PAGES, '/docs', '/docs-json', '/docs-yaml', '/health/live', '/health/ready']);

/** Who may come in at all; what a key may do is decided by the ScopesGuard. Runs before a body is read. */
export class Access {
  private readonly keysNeeded: boolean;
  private readonly loopbackOnly: boolean;

  constructor(private readonly configuration: Configuration) {
    this.keysNeeded = keysNeeded(configuration);
    this.loopbackOnly = configuration.auth.mode === 'auto' && !this.keysNeeded;
  }

  /** @throws UnauthorizedException or ForbiddenException */
  admit(request: FastifyRequest): void {
    this.refuseForeign(request);
    request.apiKey = this.keyOf(request);
    request.isScoped = this.keysNeeded && !isOpen(request);
    if (request.isScoped && !request.apiKey)
      throw new UnauthorizedException('Send a valid key as "Authorization: Bearer <key>" or "X-API-Key: <key>".');
  }

  private refuseForeign({ method, headers }: FastifyRequest): void {
    if (this.keysNeeded) return; // a foreign page has no key
    const reason = (this.loopbackOnly ? foreignHost(headers) : null) ?? foreignSite(method, headers);
    if (reason) throw new ForbiddenException(reason);
  }

  private keyOf({ headers }: FastifyRequest): ApiKey | null {
    const presented = presentedKey(headers);
    return presented === null ? null : findKey(this.configuration.auth.keys, presented);
  }
}

/** By the route that matched, not by the path that was sent: no spelling of a path can open a closed route. */
function isOpen({ is404, routeOptions }: FastifyRequest): boolean {
  const route = routeOptions.url ?? '';
  return is404 || OPEN_ROUTES.has(route) || route.startsWith('/docs/') || route.startsWith(DASHBOARD_ASSETS);
}
