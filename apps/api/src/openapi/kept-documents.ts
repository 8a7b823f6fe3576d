import type { FastifyInstance } from 'fastify';

const DOCUMENTS = new Set([
  '/docs-json',
  '/docs-yaml',
  '/docs/swagger-ui-init.js',
  '/docs/docs/swagger-ui-init.js',
]);

interface KeptAnswer {
  readonly type: string;
  readonly text: string;
}

/**
 * The document is written down once: Swagger's module does it for each request, which holds the process up
 * for whoever has no key, too.
 */
export class KeptDocuments {
  private readonly kept = new Map<string, KeptAnswer>();

  /** The document has changed. */
  forget(): void {
    this.kept.clear();
  }

  /** Call it before the routes of the documents are made. */
  keep(server: FastifyInstance): void {
    server.addHook('onRoute', (route) => {
      const { url } = route;
      if (!DOCUMENTS.has(url)) return;
      route.preHandler = async (_request, reply) => {
        const kept = this.kept.get(url);
        if (kept) return reply.type(kept.type).send(kept.text);
        return undefined;
      };
      route.onSend = async (_request, reply, payload) => {
        if (reply.statusCode === 200 && typeof payload === 'string')
          this.kept.set(url, { type: String(reply.getHeader('content-type')), text: payload });
      };
    });
  }
}
