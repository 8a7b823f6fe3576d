import { DynamicModule, Global, Module } from '@nestjs/common';
import { type Logger } from 'pino';
import { Metrics } from './metrics.js';

/** The token under which Nest injects the process's pino logger. */
export const LOGGER = Symbol('logger');

@Global()
@Module({})
export class ObservabilityModule {
  static forRoot(logger: Logger): DynamicModule {
    return { module: ObservabilityModule, providers: [{ provide: LOGGER, useValue: logger }, Metrics], exports: [LOGGER, Metrics] };
  }
}
