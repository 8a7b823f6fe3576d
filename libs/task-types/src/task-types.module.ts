import { Module } from '@nestjs/common';
import { AiModule } from '@app/ai';
import { CpuWorkModule } from '@app/cpu-work';
import { FilesModule } from '@app/files';
import { PersistenceModule } from '@app/persistence';
import { findHandlers } from './find-handlers.js';
import { HttpCaller } from './http-request/http-caller.js';
import './queues.js';

/** The task types of the product: every handler in a folder beside this file. */
@Module({
  imports: [AiModule, CpuWorkModule, FilesModule, PersistenceModule],
  providers: [...(await findHandlers(import.meta.dirname)), HttpCaller],
})
export class TaskTypesModule {}
