import { DynamicModule, Global, Module } from '@nestjs/common';
import { type Logger } from 'pino';

/** The token under which Nest injects the process's pino logger. */
export const LOGGER = Symbol('logger');

@Global()
@Module({})
export class LoggingModule {
  static forRoot(logger: Logger): DynamicModule {
    return { module: LoggingModule, providers: [{ provide: LOGGER, useValue: logger }], exports: [LOGGER] };
  }
}
