import { Module } from '@nestjs/common';
import { AiModule } from '@app/ai';
import { findHandlers } from './find-handlers.js';

/** The task types of the product: every handler in a folder beside this file. */
@Module({ imports: [AiModule], providers: await findHandlers(import.meta.dirname) })
export class TaskTypesModule {}
