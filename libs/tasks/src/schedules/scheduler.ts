import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { BackgroundLoop } from '@app/loops';
import { LOGGER, type Logger, Metrics } from '@app/observability';
import { codeOf, type DueSchedule, type Firing, isRefusal, ScheduleRepository } from '@app/persistence';
import { v7 as uuidv7 } from 'uuid';
import { TaskEngine } from '../engine/task-engine.js';
import { Pulse } from '../maintenance/pulse.js';
import { planOf } from './recurrence.js';

/** Schedules of one statement. */
const BATCH = 100;

/** Another process may have changed a schedule: look at least so often. */
const LONGEST_PAUSE_MS = 1_000;

/** While another process holds a schedule that is due. */
const SHORTEST_PAUSE_MS = 20;

/**
 * A firing that is later was missed, and catchUp decides; up to here a busy machine or a restart makes none
 * fall out.
 */
const ON_TIME_MS = 5_000;

/**
 * Fires schedules when their time has come, by the database's clock. Runs in every process: all look, and the
 * statement that moves a schedule on inserts its task and finds it only where nobody else has moved it.
 */
@Injectable()
export class Scheduler implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly loop = new BackgroundLoop({
    name: 'scheduler',
    pass: () => this.pass(),
    everyMs: LONGEST_PAUSE_MS,
    onFailure: (failure) => this.logger.warn(failure, 'could not look for due schedules; trying again'),
  });

  constructor(
    private readonly schedules: ScheduleRepository,
    private readonly pulse: Pulse,
    private readonly engine: TaskEngine,
    private readonly metrics: Metrics,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.loop.start(0);
  }

  onModuleDestroy(): Promise<void> {
    return this.loop.stop();
  }

  /** A schedule was made or changed in this process: its time may come sooner than the next look. */
  wake(): void {
    this.pulse.forget();
    this.loop.wake();
  }

  /** @returns the milliseconds until the next look */
  private async pass(): Promise<number> {
    if (((await this.pulse.look()).nextScheduleInMs ?? 1) <= 0) await this.fireDue();
    const nextInMs = (await this.pulse.look()).nextScheduleInMs ?? LONGEST_PAUSE_MS;
    return Math.min(Math.max(nextInMs + 1, SHORTEST_PAUSE_MS), LONGEST_PAUSE_MS);
  }

  private async fireDue(): Promise<void> {
    const due = await this.schedules.due(BATCH);
    this.pulse.forget();
    if (due.length === 0) return;
    const missed = due.filter((one) => isLate(one) && !one.catchUp);
    await this.leaveOut(missed);
    await this.fire(due.filter((one) => !missed.includes(one)));
  }

  private async fire(due: readonly DueSchedule[]): Promise<void> {
    if (due.length === 0) return;
    try {
      const tasks = await this.engine.fire(due.map((one) => ({ ...this.firingOf(one), taskId: uuidv7() })));
      const late = new Set(due.filter(isLate).map(({ id }) => id));
      for (const { scheduleId } of tasks)
        this.metrics.firings.inc({ outcome: late.has(scheduleId as string) ? 'caught_up' : 'fired' });
    } catch (error) {
      if (!isRefusal(error)) throw error;
      await this.fireOneByOne(due, error);
    }
  }

  /** One task that the database refuses, such as one whose file is gone, must not hold up the others. */
  private async fireOneByOne(due: readonly DueSchedule[], cause: unknown): Promise<void> {
    const [first, ...others] = due;
    if (first && others.length === 0) return this.giveUp(first, cause);
    for (const one of due) await this.fire([one]);
  }

  private async giveUp(schedule: DueSchedule, cause: unknown): Promise<void> {
    const error = 'The database refused the task, for example because a file of its input has been removed.';
    if ((await this.schedules.skip([{ ...this.firingOf(schedule), error }])) === 0) return;
    this.metrics.firings.inc({ outcome: 'refused' });
    this.logger.error(
      { schedule: schedule.name, scheduleId: schedule.id, code: codeOf(cause) },
      'a schedule could not make its task',
    );
  }

  private async leaveOut(missed: readonly DueSchedule[]): Promise<void> {
    if (missed.length === 0) return;
    const skipped = await this.schedules.skip(missed.map((one) => this.firingOf(one)));
    this.metrics.firings.inc({ outcome: 'missed' }, skipped);
    if (skipped > 0)
      this.logger.warn(
        { schedules: skipped },
        'schedules missed firings, as no process could make them in time; left out, as they ask',
      );
  }

  /** On time, every firing is made, one after the other; what was missed is one firing. */
  private firingOf(due: DueSchedule): Firing {
    const { id, version, fireTime, now } = due;
    return { id, version, fireTime, nextRunAt: this.timeAfter(isLate(due) ? now : fireTime, due) };
  }

  /**
   * Null, so that it stops, where a plan that was valid is not any more: a time zone that this machine does
   * not know.
   */
  private timeAfter(moment: Date, due: DueSchedule): Date | null {
    try {
      return planOf(due).firstAfter(moment, due.fireTime);
    } catch (error) {
      this.logger.error(
        { err: error, schedule: due.name, scheduleId: due.id },
        'a schedule has no valid plan any more, and stops',
      );
      return null;
    }
  }
}

function isLate({ fireTime, now }: DueSchedule): boolean {
  return now.getTime() - fireTime.getTime() > ON_TIME_MS;
}
