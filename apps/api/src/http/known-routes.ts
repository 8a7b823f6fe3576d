import type { FastifyInstance } from 'fastify';

/** Every route of the server, to tell an unknown path from a known one that was called with another method. */
export class KnownRoutes {
  private readonly routes: { method: string; segments: string[] }[] = [];

  watch(server: FastifyInstance): void {
    server.addHook('onRoute', ({ method, url }) => {
      for (const one of [method].flat()) this.routes.push({ method: one, segments: url.split('/') });
    });
  }

  /** The methods that a path knows, in alphabetical order. */
  methodsOf(path: string): string[] {
    const segments = path.split('/');
    return [...new Set(this.routes.filter((route) => fits(route.segments, segments)).map(({ method }) => method))].sort();
  }
}

function fits(route: readonly string[], path: readonly string[]): boolean {
  if (route.at(-1) === '*') return path.length >= route.length && route.slice(0, -1).every((segment, index) => segment === path[index]);
  return (
    route.length === path.length &&
    route.every((segment, index) => segment === path[index] || (segment.startsWith(':') && path[index] !== ''))
  );
}
