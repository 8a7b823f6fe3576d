import type { FastifyInstance } from 'fastify';

const DOCUMENTS = new Set(['/docs-json', '/docs-yaml']);

interface KeptAnswer {
  readonly type: string;
  readonly text: string;
}

/**
 * The document is written down once: Swagger's module does it for each request, which holds the process up
 * for whoever has no key, too. Call before its routes are made.
 */
export function keepDocuments(server: FastifyInstance): void {
  server.addHook('onRoute', (route) => {
    if (!DOCUMENTS.has(route.url)) return;
    let kept: KeptAnswer | null = null;
    route.preHandler = async (_request, reply) => {
      if (kept) return reply.type(kept.type).send(kept.text);
      return undefined;
    };
    route.onSend = async (_request, reply, payload) => {
      if (reply.statusCode === 200 && typeof payload === 'string')
        kept ??= { type: String(reply.getHeader('content-type')), text: payload };
    };
  });
}
