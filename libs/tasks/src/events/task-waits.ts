import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { LOGGER, type Logger, RateLimited } from '@app/observability';
import { type Task, TaskQueryRepository } from '@app/persistence';
import { EventWakeups } from './event-wakeups.js';
import { ReadLoop } from './read-loop.js';

interface Wait {
  readonly taskId: string;
  readonly over: (task: Task | null) => void;
}

const WAITS_PER_READ = 500;

/** Those who wait for a task's end. All that may be over are looked at in one query. */
@Injectable()
export class TaskWaits implements OnModuleDestroy {
  private stopping = false;
  private readonly byTask = new Map<string, Set<Wait>>();
  private readonly failures = new RateLimited(5_000);
  private readonly loop = new ReadLoop<Wait>((waits) => this.read(waits), {
    limit: WAITS_PER_READ,
    onError: (error) =>
      this.failures.run(() =>
        this.logger.warn({ err: error }, 'could not look for ended tasks; trying again'),
      ),
  });

  constructor(
    private readonly tasks: TaskQueryRepository,
    wakeups: EventWakeups,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    wakeups.on((taskIds) => this.wake(taskIds));
  }

  /** Everybody gets an answer at once: the process stops. */
  onModuleDestroy(): void {
    this.stopping = true;
    this.loop.stop();
    for (const wait of this.all()) wait.over(null);
  }

  /** @returns the task when it has ended; null when `stop` aborts before, or this process stops */
  untilEnded(taskId: string, stop: AbortSignal): Promise<Task | null> {
    if (stop.aborted || this.stopping) return Promise.resolve(null);
    return new Promise((resolve) => {
      const giveUp = (): void => wait.over(null);
      const wait: Wait = {
        taskId,
        over: (task) => {
          stop.removeEventListener('abort', giveUp);
          this.forget(wait);
          resolve(task);
        },
      };
      stop.addEventListener('abort', giveUp);
      this.byTask.set(taskId, (this.byTask.get(taskId) ?? new Set()).add(wait));
      this.loop.wake(wait);
    });
  }

  private wake(taskIds: readonly string[] | 'all'): void {
    for (const id of taskIds === 'all' ? this.byTask.keys() : taskIds) {
      for (const wait of this.byTask.get(id) ?? []) this.loop.wake(wait);
    }
  }

  private async read(waits: readonly Wait[]): Promise<Wait[]> {
    const { tasks, hasMore } = await this.tasks.ended([...new Set(waits.map(({ taskId }) => taskId))]);
    for (const task of tasks) for (const wait of this.byTask.get(task.id) ?? []) wait.over(task);
    return hasMore ? waits.filter((wait) => this.byTask.get(wait.taskId)?.has(wait)) : [];
  }

  private forget(wait: Wait): void {
    this.loop.forget(wait);
    const waits = this.byTask.get(wait.taskId);
    waits?.delete(wait);
    if (waits?.size === 0) this.byTask.delete(wait.taskId);
  }

  private all(): Wait[] {
    return [...this.byTask.values()].flatMap((waits) => [...waits]);
  }
}
