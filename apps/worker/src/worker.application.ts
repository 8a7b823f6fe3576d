import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { closeConnectionsOnStop, NO_SCHEMAS, type ProcessOptions, productVersion } from '@app/bootstrap';
import { type Configuration, workerFlags } from '@app/config';
import { awaitTurn, NestLogger, tellKeeper } from '@app/observability';
import { aboutOwnTypes, loadOwnTypes } from '@app/task-types';
import { TaskRunner, WorkerRegistration } from '@app/tasks';
import { Consumers } from './consumers.js';
import { WorkerModule } from './worker.module.js';
import { queuesOf } from './worker-queues.js';

/** A worker as an application of a process. */
export const WORKER: ProcessOptions = {
  name: 'worker',
  flags: workerFlags,
  prepare: async (configuration) => {
    const ownTypes = await loadOwnTypes(configuration);
    if (ownTypes.length > 0) tellKeeper({ ownTypes: aboutOwnTypes(ownTypes) });
    queuesOf(configuration); // names those of users' types, too
  },
  orders: (application) => {
    const consumers = application.get(Consumers);
    return { takeNoMore: () => consumers.pause(), takeAgain: () => consumers.resume() };
  },
  onUnhandled: async (application, { error, isRejection }) => {
    const runner = application.get(TaskRunner);
    if (runner.blame(error) && isRejection) return true;
    await runner.drain(0); // the tasks beside it are given back, and their attempts are not counted
    return false;
  },
  start: async (base) => {
    const { host, port, concurrency } = base.configuration.worker;
    const ownTypes = await loadOwnTypes(base.configuration);
    const queues = queuesOf(base.configuration);
    const adapter = new FastifyAdapter(NO_SCHEMAS);
    closeConnectionsOnStop(adapter.getInstance());
    const application = await NestFactory.create(
      WorkerModule.forRoot(base, queues, ownTypes, await modulesOf(base.configuration)),
      adapter,
      {
        logger: new NestLogger(base.logger),
        abortOnError: false,
      },
    );
    application.get(WorkerRegistration).announce({ version: productVersion(), queues, concurrency });
    await awaitTurn();
    await application.listen(port, host);
    base.logger.info({ url: await application.getUrl() }, 'worker is up');
    return application;
  },
};

/** The SDK of AWS takes memory and time to load: for those who use it. */
async function modulesOf({ aws }: Configuration): Promise<DynamicModule[]> {
  if (!Object.values(aws).some(Boolean)) return [];
  const { SqsModule } = await import('@app/sqs');
  return [SqsModule.forRoot(aws)];
}
