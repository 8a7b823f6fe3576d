import type { DynamicModule, Provider } from '@nestjs/common';
import { getEntityManagerToken, TypeOrmModule } from '@nestjs/typeorm';
import { Configuration } from '@app/config';
import { LOGGER, type Logger } from '@app/observability';
import type { EntityManager } from 'typeorm';
import { dataSourceOptions } from '../data-source.js';
import { type PoolName, SlowDatabase, VitalDatabase } from './pools.js';

/** One DataSource a pool; the ordinary one has no name. */
export const POOL_MODULES: readonly DynamicModule[] = [
  poolModule('ordinary'),
  poolModule('vital'),
  poolModule('slow'),
];

export const POOL_PROVIDERS: readonly Provider[] = [
  {
    provide: VitalDatabase,
    inject: [getEntityManagerToken('vital')],
    useFactory: (manager: EntityManager) => new VitalDatabase(manager),
  },
  {
    provide: SlowDatabase,
    inject: [getEntityManagerToken('slow')],
    useFactory: (manager: EntityManager) => new SlowDatabase(manager),
  },
];

function poolModule(pool: PoolName): DynamicModule {
  return TypeOrmModule.forRootAsync({
    ...(pool !== 'ordinary' && { name: pool }),
    inject: [Configuration, LOGGER],
    useFactory: (configuration: Configuration, logger: Logger) =>
      dataSourceOptions(configuration, logger, pool),
  });
}
