import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Controller, Get, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { contentSecurityPolicy } from './content-security-policy.js';
import { DASHBOARD_FOLDER, DASHBOARD_PAGES } from './dashboard-files.js';

const NONCE = '__CSP_NONCE__';

/** The dashboard's page, the same at all of its addresses; which page is shown is decided in the browser. */
@ApiExcludeController()
@Controller()
export class DashboardController {
  private readonly html = readFileSync(join(DASHBOARD_FOLDER, 'index.html'), 'utf8');

  @Get([...DASHBOARD_PAGES])
  page(@Res({ passthrough: true }) reply: FastifyReply): string {
    const nonce = randomBytes(16).toString('base64');
    void reply
      .header('content-security-policy', contentSecurityPolicy(nonce))
      .header('referrer-policy', 'no-referrer')
      .header('cache-control', 'no-cache')
      .type('text/html; charset=utf-8');
    return this.html.replace(NONCE, nonce);
  }
}
