import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { AiModule } from '@app/ai';
import { CpuWorkModule } from '@app/cpu-work';
import { FilesModule } from '@app/files';
import { PersistenceModule } from '@app/persistence';
import { HttpCaller } from './http-request/http-caller.js';
import { OWN_FILES } from './own-files.js';
import { PRODUCT_TYPES } from './product-types.js';

/** The task types of the product, and those that users bring. */
@Module({
  imports: [AiModule, CpuWorkModule, FilesModule, PersistenceModule],
  providers: [...PRODUCT_TYPES, HttpCaller, OWN_FILES],
})
export class TaskTypesModule {
  /** @param handlers of users */
  static with(handlers: readonly Type[]): DynamicModule {
    return { module: TaskTypesModule, providers: [...handlers] };
  }
}
