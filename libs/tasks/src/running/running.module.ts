import { Module } from '@nestjs/common';
import { TasksModule } from '../tasks.module.js';
import { AttemptSettler } from './attempt-settler.js';
import { HandlerContexts } from './handler-contexts.js';
import { HandlerErrors } from './handler-errors.js';
import { HandlerRunner } from './handler-runner.js';
import { LeaseKeeper } from './lease-keeper.js';
import { RunningTasks } from './running-tasks.js';
import { TaskClaims } from './task-claims.js';
import { TaskLedger } from './task-ledger.js';
import { TaskLogger } from './task-logger.js';
import { TaskReporter } from './task-reporter.js';
import { TaskRunner } from './task.runner.js';
import { TextWriter } from './text-writer.js';
import { WorkerIdentity } from './worker-identity.js';
import { WorkerRegistration } from './worker-registration.js';

/** Running tasks: what a worker needs beside TasksModule. */
@Module({
  imports: [TasksModule],
  providers: [
    AttemptSettler,
    HandlerContexts,
    HandlerErrors,
    HandlerRunner,
    LeaseKeeper,
    RunningTasks,
    TaskClaims,
    TaskLedger,
    TaskLogger,
    TaskReporter,
    TaskRunner,
    TextWriter,
    WorkerIdentity,
    WorkerRegistration,
  ],
  exports: [RunningTasks, TaskRunner, WorkerIdentity, WorkerRegistration],
})
export class RunningModule {}
