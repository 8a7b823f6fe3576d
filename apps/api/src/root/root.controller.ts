import { Controller, Get, Redirect } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';

@ApiExcludeController()
@Controller()
export class RootController {
  /** To the documentation, until there is a dashboard. */
  @Get()
  @Redirect('/docs', 302)
  root(): void {}
}
