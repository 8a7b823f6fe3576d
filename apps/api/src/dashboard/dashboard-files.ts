import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** Where the built pages are: beside the API in dist/. */
export const DASHBOARD_FOLDER = join(import.meta.dirname, '../../../dashboard');

/** The addresses of apps/dashboard/src/app.tsx. */
export const DASHBOARD_PAGES = [
  '/',
  '/tasks',
  '/tasks/:id',
  '/new',
  '/queues',
  '/workers',
  '/schedules',
] as const;

/** Where the pages' scripts and styles are served. */
export const DASHBOARD_ASSETS = '/assets/';

/** Serves scripts and styles; their names change with their content, so a browser may keep them for ever. */
export function serveDashboardAssets(server: FastifyInstance): void {
  void server.register(fastifyStatic, {
    root: join(DASHBOARD_FOLDER, 'assets'),
    prefix: DASHBOARD_ASSETS,
    decorateReply: false,
    immutable: true,
    maxAge: '365d',
    index: false,
  });
}
