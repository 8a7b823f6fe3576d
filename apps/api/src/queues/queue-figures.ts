import { Injectable, NotFoundException } from '@nestjs/common';
import {
  type QueueActivity,
  QueueAlertRepository,
  type QueueCounts,
  QueueSettingsRepository,
  QueueStatsRepository,
  WorkerRepository,
} from '@app/persistence';
import { TaskTypes } from '@app/tasks';
import { SharedAnswer } from '../stats/shared-answer.js';
import { workerStatus } from '../workers/worker.view.js';
import { type QueueView, queueView } from './queue.view.js';

const WINDOW_MINUTES = 5;

/** A million tasks that wait are counted in 0.4 s: then not for everybody who looks. */
const COUNTS = { freshMs: 0 };

/**
 * Figures over minutes change slowly, and on a busy system they cost the most: callers share them, and do not
 * wait for newer ones.
 */
const ACTIVITY = { freshMs: 2_000, usableMs: 10_000 };

/** The figures of every queue that a task type uses, the empty ones too. */
@Injectable()
export class QueueFigures {
  private readonly counts = new SharedAnswer<QueueCounts[]>(() => this.stats.counts(), COUNTS);
  private readonly activity = new SharedAnswer<QueueActivity[]>(
    () => this.stats.activity(WINDOW_MINUTES),
    ACTIVITY,
  );

  constructor(
    private readonly stats: QueueStatsRepository,
    private readonly settings: QueueSettingsRepository,
    private readonly alerts: QueueAlertRepository,
    private readonly workers: WorkerRepository,
    private readonly types: TaskTypes,
  ) {}

  async all(): Promise<QueueView[]> {
    const [counts, activity, settings, alerts, workers] = await Promise.all([
      this.counts.get(),
      this.activity.get(),
      this.settings.all(),
      this.alerts.active(),
      this.workers.list(),
    ]);
    const online = workers.filter((worker) => workerStatus(worker) === 'online');
    return this.types.queues().map((name) =>
      queueView({
        name,
        counts: counts.find(({ queue }) => queue === name),
        activity: activity.find(({ queue }) => queue === name),
        alerts: alerts.filter(({ queue }) => queue === name),
        settings: settings.find(({ queue }) => queue === name),
        windowMinutes: WINDOW_MINUTES,
        workers: online.filter(({ queues }) => queues.includes(name)).length,
      }),
    );
  }

  /** @throws NotFoundException */
  async of(name: string): Promise<QueueView> {
    this.mustKnow(name);
    const found = (await this.all()).find((queue) => queue.name === name);
    return found ?? this.refuse(name); // the last type of it was taken away meanwhile
  }

  /** @throws NotFoundException */
  mustKnow(name: string): void {
    if (!this.types.queues().includes(name)) this.refuse(name);
  }

  private refuse(name: string): never {
    const queues = this.types.queues().join(', ');
    throw new NotFoundException(`There is no queue named ${JSON.stringify(name)}; there are ${queues}.`);
  }
}
