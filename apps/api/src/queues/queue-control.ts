import { Injectable } from '@nestjs/common';
import { QueueSettingsRepository } from '@app/persistence';
import { CurrentQueueStates } from './current-queue-states.js';
import { QueueFigures } from './queue-figures.js';
import type { QueueView } from './queue.view.js';
import { readConcurrency } from './queue.patch.js';

/** What an operator changes of a queue; every change answers with the queue as it then is. */
@Injectable()
export class QueueControl {
  constructor(
    private readonly settings: QueueSettingsRepository,
    private readonly figures: QueueFigures,
    private readonly states: CurrentQueueStates,
  ) {}

  /** @throws NotFoundException */
  async setPaused(name: string, paused: boolean): Promise<QueueView> {
    this.figures.mustKnow(name);
    await this.settings.setPaused(name, paused);
    this.states.forget();
    return this.figures.of(name);
  }

  /** @throws NotFoundException, InputRefused */
  async change(name: string, body: unknown): Promise<QueueView> {
    this.figures.mustKnow(name);
    await this.settings.setConcurrency(name, readConcurrency(body));
    this.states.forget();
    return this.figures.of(name);
  }
}
