import type { Scope } from '@app/config';
import type { FastifyInstance } from 'fastify';
import { isOpenRoute } from '../auth/access.js';
import { neededScope } from '../auth/scopes.guard.js';

interface KnownRoute {
  readonly method: string;
  readonly url: string;
  readonly segments: readonly string[];
  readonly config: unknown;
}

/**
 * Every route of the server: to tell an unknown path from a known one that was called with another method,
 * and for the documentation.
 */
export class KnownRoutes {
  private readonly routes: KnownRoute[] = [];

  watch(server: FastifyInstance): void {
    server.addHook('onRoute', ({ method, url, config }) => {
      for (const one of [method].flat())
        this.routes.push({ method: one, url, segments: url.split('/'), config });
    });
  }

  /**
   * The scope that a key needs for a route; null where no key is needed.
   * @param url with its parameters as `:name`
   */
  scopeOf(method: string, url: string): Scope | null {
    const route = this.routes.find((one) => one.method === method && one.url === url);
    return isOpenRoute(url) ? null : neededScope(route?.config, method);
  }

  /** The methods that a path knows, in alphabetical order. */
  methodsOf(path: string): string[] {
    const segments = path.split('/');
    return [
      ...new Set(this.routes.filter((route) => fits(route.segments, segments)).map(({ method }) => method)),
    ].sort();
  }
}

function fits(route: readonly string[], path: readonly string[]): boolean {
  if (route.at(-1) === '*')
    return (
      path.length >= route.length && route.slice(0, -1).every((segment, index) => segment === path[index])
    );
  return (
    route.length === path.length &&
    route.every(
      (segment, index) => segment === path[index] || (segment.startsWith(':') && path[index] !== ''),
    )
  );
}
