import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { contentSecurityPolicy } from './content-security-policy.js';
import { DASHBOARD_FOLDER } from './dashboard-files.js';

const NONCE = '__CSP_NONCE__';

let html: string | undefined;

/**
 * The page of the dashboard, the same at all of its addresses; which page is shown is decided in the browser.
 */
export function dashboardPage(reply: FastifyReply): string {
  html ??= readFileSync(join(DASHBOARD_FOLDER, 'index.html'), 'utf8');
  const nonce = randomBytes(16).toString('base64');
  void reply
    .header('content-security-policy', contentSecurityPolicy(nonce))
    .header('referrer-policy', 'no-referrer')
    .header('cache-control', 'no-cache')
    .type('text/html; charset=utf-8');
  return html.replace(NONCE, nonce);
}

/** Whether a person followed a link that leads nowhere: the dashboard says so in words, the API in JSON. */
export function isLostReader({ method, url, headers: { accept = '' } }: FastifyRequest): boolean {
  return method === 'GET' && !url.startsWith('/api/') && accept.includes('text/html');
}
