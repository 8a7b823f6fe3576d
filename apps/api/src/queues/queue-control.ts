import { Injectable } from '@nestjs/common';
import { QueueSettingsRepository } from '@app/persistence';
import { CurrentQueueStates } from './current-queue-states.js';
import { QueueFigures } from './queue-figures.js';
import type { QueueView } from './queue.view.js';
import type { QueuePatch } from './queue.patch.js';

/** What an operator changes of a queue; every change answers with the queue as it then is. */
@Injectable()
export class QueueControl {
  constructor(
    private readonly settings: QueueSettingsRepository,
    private readonly figures: QueueFigures,
    private readonly states: CurrentQueueStates,
  ) {}

  /** @param name of a queue that there is */
  async setPaused(name: string, paused: boolean): Promise<QueueView> {
    await this.settings.setPaused(name, paused);
    this.states.forget();
    return this.figures.of(name);
  }

  /** @param name of a queue that there is */
  async change(name: string, { concurrency }: QueuePatch): Promise<QueueView> {
    await this.settings.setConcurrency(name, concurrency);
    this.states.forget();
    return this.figures.of(name);
  }
}
