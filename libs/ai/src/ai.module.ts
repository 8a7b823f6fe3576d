import { Module } from '@nestjs/common';
import { Configuration } from '@app/config';
import { MODELS_THAT_ARE_ON, modelsThatAreOn } from './models-that-are-on.js';
import { LanguageModels } from './models.js';

@Module({
  providers: [
    LanguageModels,
    { provide: MODELS_THAT_ARE_ON, inject: [Configuration], useFactory: modelsThatAreOn },
  ],
  exports: [LanguageModels],
})
export class AiModule {}
