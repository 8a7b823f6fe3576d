import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnModuleInit,
} from '@nestjs/common';
import { Configuration } from '@app/config';
import { BackgroundLoop } from '@app/loops';
import { LOGGER, type Logger, Metrics } from '@app/observability';
import { ResultEventRepository } from '@app/persistence';
import type { Destination } from './destination.js';
import { EventCourier } from './event-courier.js';
import { EventDeliverer } from './event-deliverer.js';

/** The injection token of all destinations of this worker. */
export const DESTINATIONS = Symbol('destinations of result events');

/** Ends of tasks are written for a destination so long after the last worker that had it was seen. */
const WANTED_MS = 7 * 24 * 60 * 60_000;
const FIGURES_MS = 10_000;
const STOP_MS = 5_000;

/** A deliverer for each destination, and the figures of what waits for them. */
@Injectable()
export class EventDeliverers implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly deliverers: readonly EventDeliverer[];
  private readonly loop = new BackgroundLoop({
    name: 'result event figures',
    pass: () => this.refresh(),
    everyMs: FIGURES_MS,
    onFailure: (failure) => this.logger.warn(failure, 'could not count the results to tell; trying again'),
  });

  constructor(
    @Inject(DESTINATIONS) private readonly destinations: readonly Destination[],
    private readonly outbox: ResultEventRepository,
    courier: EventCourier,
    private readonly configuration: Configuration,
    private readonly metrics: Metrics,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.deliverers = destinations.map((one) => new EventDeliverer(one, outbox, courier, logger));
  }

  /** Before this worker takes tasks: their ends are to be told. */
  async onModuleInit(): Promise<void> {
    await this.want();
  }

  onApplicationBootstrap(): void {
    for (const deliverer of this.deliverers) deliverer.start();
    this.loop.start(0);
  }

  /** Runs while the database is still connected. */
  async beforeApplicationShutdown(): Promise<void> {
    const limitMs = Math.min(STOP_MS, this.configuration.worker.drainMs);
    await Promise.all([this.loop.stop(), ...this.deliverers.map((deliverer) => deliverer.stop(limitMs))]);
  }

  private async want(): Promise<void> {
    await this.outbox.want(
      this.destinations.map(({ kind }) => kind),
      WANTED_MS,
    );
  }

  private async refresh(): Promise<void> {
    await this.want();
    for (const { kind: destination } of this.destinations) {
      const { undelivered, oldestAgeSeconds } = await this.outbox.backlog(destination);
      this.metrics.resultEventsUndelivered.set({ destination }, undelivered);
      this.metrics.resultEventsOldestAge.set({ destination }, oldestAgeSeconds);
    }
  }
}
