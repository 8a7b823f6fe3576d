import { Module } from '@nestjs/common';
import { LanguageModels } from './models.js';

@Module({ providers: [LanguageModels], exports: [LanguageModels] })
export class AiModule {}
