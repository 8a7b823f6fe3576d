import { DynamicModule, Global, Module } from '@nestjs/common';
import { type Logger } from 'pino';
import { Metrics } from './metrics.js';
import { SideWork } from './side-work.js';
import { NoTracing, Tracing } from './tracing/tracing.js';

/** The token under which Nest injects the process's pino logger. */
export const LOGGER = Symbol('logger');

@Global()
@Module({})
export class ObservabilityModule {
  static forRoot(logger: Logger, tracing: Tracing = new NoTracing()): DynamicModule {
    return {
      module: ObservabilityModule,
      providers: [
        { provide: LOGGER, useValue: logger },
        { provide: Tracing, useValue: tracing },
        Metrics,
        SideWork,
      ],
      exports: [LOGGER, Metrics, SideWork, Tracing],
    };
  }
}
