import { RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants';
import { RouteParamtypes } from '@nestjs/common/internal';
import type { FastifyInstance } from 'fastify';
import { UPLOAD_PATH } from '../files/upload-body.js';

/** What tells a server that a body comes, and what it is. */
const BODY_HEADERS = ['content-type', 'content-length', 'content-encoding', 'transfer-encoding'];

/**
 * A body where none belongs, such as `{}` with every POST, is not looked at: not its type, not its encoding,
 * not what is in it. It is read to its end after the answer, within the bounds for early answers, so that the
 * connection can go on.
 */
export function ignoreUnwantedBodies(server: FastifyInstance, controllers: readonly Type[]): void {
  const wanted = new Set([`POST ${UPLOAD_PATH}`, ...controllers.flatMap(routesWithBody)]);
  server.addHook('onRequest', async (request) => {
    if (request.is404 || wanted.has(`${request.method} ${request.routeOptions.url}`)) return;
    for (const header of BODY_HEADERS) delete request.raw.headers[header];
  });
}

/** Those whose handlers ask for a body. */
function routesWithBody(controller: Type): string[] {
  const prototype = controller.prototype as Record<string, object>;
  const base = Reflect.getMetadata(PATH_METADATA, controller) as string;
  return Object.getOwnPropertyNames(prototype)
    .filter((name) => asksForBody(controller, name))
    .map((name) => {
      const handler = prototype[name] as object;
      const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as number];
      return `${method} /${[base, Reflect.getMetadata(PATH_METADATA, handler) as string].filter((part) => part && part !== '/').join('/')}`;
    });
}

function asksForBody(controller: Type, name: string): boolean {
  const parameters = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, name) ?? {}) as object;
  return Object.keys(parameters).some((key) => key.startsWith(`${RouteParamtypes.BODY}:`));
}
