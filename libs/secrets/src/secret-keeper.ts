import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { BackgroundLoop } from '@app/loops';
import { LOGGER, type Logger } from '@app/observability';
import { isSealed, SecretRepository, type SecretPlace } from '@app/persistence';
import { Secrets } from './secrets.js';

const PLACES: readonly SecretPlace[] = ['webhooks', 'schedules'];
const BATCH = 200;
const PAUSE_MS = 60_000;

/**
 * Encrypts the secrets that version 0.1.0 has left in clear text, and those that its processes still write
 * beside this one. It looks soon after the start and every minute; where there are none, a look costs an
 * empty index.
 */
@Injectable()
export class SecretKeeper implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly loop = new BackgroundLoop({
    name: 'secret keeper',
    pass: () => this.pass(),
    everyMs: PAUSE_MS,
    onFailure: (failure) =>
      this.logger.warn(failure, 'could not encrypt the secrets of an earlier version; trying again'),
  });

  constructor(
    private readonly repository: SecretRepository,
    private readonly secrets: Secrets,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.loop.start(0);
  }

  onApplicationShutdown(): Promise<void> {
    return this.loop.stop();
  }

  private async pass(): Promise<void> {
    await this.secrets.refresh();
    if (!this.secrets.isReady) return;
    for (const place of PLACES) while (await this.sealSome(place));
  }

  /** @returns whether there may be more */
  private async sealSome(place: SecretPlace): Promise<boolean> {
    const found = await this.repository.inClear(place, BATCH);
    if (found.length === 0) return false;
    const changes = found
      .filter(({ secret }) => !isSealed(secret))
      .map((one) => ({ ...one, sealed: this.secrets.seal(one.secret) }));
    const count = await this.repository.replace(place, changes);
    if (count > 0) this.logger.info({ place, count }, 'encrypted secrets of an earlier version');
    return count > 0 && found.length === BATCH;
  }
}
