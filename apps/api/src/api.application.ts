import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type ProcessOptions, productVersion } from '@app/bootstrap';
import { apiFlags } from '@app/config';
import { awaitTurn, NestLogger, tellKeeper } from '@app/observability';
import { aboutOwnTypes, loadOwnTypes } from '@app/task-types';
import { ApiModule } from './api.module.js';
import { authProblem } from './auth/key-policy.js';
import { configureHttp, fastifyAdapter } from './http.js';

/** The API as an application of a process. */
export const API: ProcessOptions = {
  name: 'api',
  flags: apiFlags,
  problem: authProblem,
  prepare: async (configuration) => {
    const ownTypes = await loadOwnTypes(configuration);
    if (ownTypes.length > 0) tellKeeper({ ownTypes: aboutOwnTypes(ownTypes) });
  },
  start: async (base) => {
    const { configuration, logger } = base;
    const application = await NestFactory.create<NestFastifyApplication>(
      ApiModule.forRoot(base, await loadOwnTypes(configuration)),
      fastifyAdapter(configuration, logger),
      {
        logger: new NestLogger(logger),
        abortOnError: false,
        bodyParser: false,
      },
    );
    configureHttp(application, { configuration, logger, version: productVersion() });
    await awaitTurn();
    await application.listen(configuration.api.port, configuration.api.host);
    logger.info({ url: await application.getUrl() }, 'api is up');
    return application;
  },
};
