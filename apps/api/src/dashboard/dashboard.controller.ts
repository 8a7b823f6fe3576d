import { Controller, Get, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DASHBOARD_PAGES } from './dashboard-files.js';
import { dashboardPage } from './dashboard-page.js';

@ApiExcludeController()
@Controller()
export class DashboardController {
  @Get([...DASHBOARD_PAGES])
  page(@Res({ passthrough: true }) reply: FastifyReply): string {
    return dashboardPage(reply);
  }
}
