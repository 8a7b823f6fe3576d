import { Injectable } from '@nestjs/common';
import { QueueSettingsRepository } from '@app/persistence';
import { QueueFigures } from './queue-figures.js';
import type { QueueView } from './queue.view.js';
import { readConcurrency } from './queue.patch.js';

/** What an operator changes of a queue; every change answers with the queue as it then is. */
@Injectable()
export class QueueControl {
  constructor(
    private readonly settings: QueueSettingsRepository,
    private readonly figures: QueueFigures,
  ) {}

  /** @throws NotFoundException */
  async setPaused(name: string, paused: boolean): Promise<QueueView> {
    this.figures.mustKnow(name);
    await this.settings.setPaused(name, paused);
    return this.figures.of(name);
  }

  /** @throws NotFoundException, InputRefused */
  async change(name: string, body: unknown): Promise<QueueView> {
    this.figures.mustKnow(name);
    await this.settings.setConcurrency(name, readConcurrency(body));
    return this.figures.of(name);
  }
}
