import { Module } from '@nestjs/common';
import { PersistenceModule } from '@app/persistence';
import { SecretKeeper } from './secret-keeper.js';
import { Secrets } from './secrets.js';

/** Secrets that are kept: what the API and the workers need. */
@Module({ imports: [PersistenceModule], providers: [SecretKeeper, Secrets], exports: [Secrets] })
export class SecretsModule {}
