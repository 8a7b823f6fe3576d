import { Injectable } from '@nestjs/common';
import {
  type Schedule,
  type ScheduleContent,
  ScheduleRepository,
  type Task,
  type TaskTemplate,
  type SchedulePage,
} from '@app/persistence';
import { v7 as uuidv7 } from 'uuid';
import { TaskEngine } from '../engine/task-engine.js';
import { InputRefused, below } from '@app/handlers';
import { InputFiles } from '../input/input-files.js';
import { NewTasks } from '../submitting/new-tasks.js';
import type { Submission } from '../submitting/submission.js';
import { ScheduleNameTaken, ScheduleNotFound } from './errors.js';
import { planOf, type Recurrence, recurrenceProblems } from './recurrence.js';
import { Scheduler } from './scheduler.js';

/** A schedule as a client wants it. */
export interface ScheduleDefinition extends Recurrence {
  readonly name: string;
  readonly task: Submission;
  readonly enabled: boolean;
  readonly catchUp: boolean;
}

/** Everything that a client can ask of schedules. */
@Injectable()
export class SchedulesService {
  constructor(
    private readonly schedules: ScheduleRepository,
    private readonly newTasks: NewTasks,
    private readonly engine: TaskEngine,
    private readonly inputFiles: InputFiles,
    private readonly scheduler: Scheduler,
  ) {}

  /** @throws InputRefused, ScheduleNameTaken */
  async create(definition: ScheduleDefinition): Promise<Schedule> {
    const template = await this.templateOf(definition.task);
    const nextRunAt = await this.firstRun(definition);
    const created = await this.schedules.insert(uuidv7(), contentOf(definition, template, nextRunAt));
    if (!created) throw new ScheduleNameTaken();
    this.scheduler.wake();
    return created;
  }

  /** By name. @param after the name of the last one of the page before; empty for the first page */
  list(limit: number, after: string): Promise<SchedulePage> {
    return this.schedules.list(limit, after);
  }

  /** @throws ScheduleNotFound */
  async get(id: string): Promise<Schedule> {
    const schedule = await this.schedules.find(id);
    if (!schedule) throw new ScheduleNotFound();
    return schedule;
  }

  /**
   * Changes what is given. A new recurrence, and enabling, count from now.
   * @throws InputRefused, ScheduleNotFound, ScheduleNameTaken
   */
  async change(id: string, changes: Partial<ScheduleDefinition>): Promise<Schedule> {
    const old = await this.get(id);
    const template = changes.task ? await this.templateOf(changes.task) : old.template;
    const next = { ...old, ...changes, ...recurrenceOf(old, changes), task: changes.task ?? old.task };
    const nextRunAt = isSamePlan(old, next) ? old.nextRunAt : await this.firstRun(next);
    const changed = await this.schedules.change(old, contentOf(next, template, nextRunAt));
    if (changed === 'moved') return this.change(id, changes); // it fired or was changed between the two looks
    if (changed === 'name_taken') throw new ScheduleNameTaken();
    this.scheduler.wake();
    return changed;
  }

  /** @throws ScheduleNotFound */
  async remove(id: string): Promise<void> {
    if (!(await this.schedules.remove(id))) throw new ScheduleNotFound();
  }

  /** Makes a task now, also of a schedule that is paused. @throws ScheduleNotFound */
  async trigger(id: string): Promise<Task> {
    const task = await this.engine.trigger(id, uuidv7());
    if (!task) throw new ScheduleNotFound();
    return task;
  }

  /**
   * Validated now, so that a firing needs nothing but its row: neither this process nor this version of the
   * task type.
   */
  private async templateOf(task: Submission): Promise<TaskTemplate> {
    try {
      const newTask = this.newTasks.one(task);
      await this.inputFiles.check([newTask]);
      const { id: _, ...template } = newTask;
      return template;
    } catch (error) {
      if (!(error instanceof InputRefused)) throw error;
      throw new InputRefused(below(['task'], error.problems));
    }
  }

  private async firstRun(definition: Recurrence & { readonly enabled: boolean }): Promise<Date | null> {
    const problems = recurrenceProblems(definition);
    if (problems.length > 0) throw new InputRefused(problems);
    if (!definition.enabled) return null;
    const now = await this.schedules.now();
    return planOf(definition).firstAfter(now, now);
  }
}

/** Cron takes the place of an interval and the other way round, unless both are named. */
export function recurrenceOf(old: Recurrence, changes: Partial<Recurrence>): Recurrence {
  const { cron = changes.everyMs ? null : old.cron, everyMs = changes.cron ? null : old.everyMs } = changes;
  return { cron, everyMs, timeZone: changes.timeZone ?? old.timeZone };
}

function isSamePlan(old: Schedule, next: Recurrence & { readonly enabled: boolean }): boolean {
  const isSame = (field: 'cron' | 'everyMs' | 'timeZone' | 'enabled'): boolean => old[field] === next[field];
  return isSame('cron') && isSame('everyMs') && isSame('timeZone') && isSame('enabled');
}

function contentOf(
  {
    name,
    cron,
    everyMs,
    timeZone,
    enabled,
    catchUp,
    task,
  }: Omit<ScheduleDefinition, 'task'> & { readonly task: object },
  template: TaskTemplate,
  nextRunAt: Date | null,
): ScheduleContent {
  return { name, cron, everyMs, timeZone, enabled, catchUp, task: { ...task }, template, nextRunAt };
}
