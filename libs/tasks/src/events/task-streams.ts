import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { BackgroundLoop } from '@app/loops';
import { LOGGER, type Logger, RateLimited } from '@app/observability';
import {
  type EventPage,
  type EventPosition,
  type EventState,
  TaskEventRepository,
  TaskQueryRepository,
} from '@app/persistence';
import { TaskNotFound } from '../errors.js';
import { Batcher } from '../batching/batcher.js';
import { idAfterRow, rowSeenAt } from './event-ids.js';
import { EventWakeups } from './event-wakeups.js';
import { ReadLoop } from './read-loop.js';
import type { EventSink, OpenStream } from './stream-event.js';
import { type StreamPlace, TaskStream } from './task-stream.js';

/** Streams of one read, and events of each: what one query may bring. */
const STREAMS_PER_READ = 500;
const EVENTS_PER_READ = 50;
const NOTHING: EventPage = { events: [], hasMore: false };
/** Streams of a task that was deleted are found this late. */
const LOOK_FOR_DELETED_MS = 30_000;

/**
 * The open streams of single tasks in this process. They hold no events: what a stream has to send is read
 * from task_events when there is something new and its reader has taken what was sent before. A new stream
 * and a live one are read alike.
 */
@Injectable()
export class TaskStreams implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly byTask = new Map<string, Set<TaskStream>>();
  private readonly failures = new RateLimited(5_000);
  private readonly loop = new ReadLoop<TaskStream>((streams) => this.read(streams), {
    limit: STREAMS_PER_READ,
    onError: (error) =>
      this.failures.run(() => this.logger.warn({ err: error }, 'could not read events; trying again')),
  });
  private readonly states = new Batcher<string, EventState | undefined>((ids) => this.statesOf(ids), {
    limit: STREAMS_PER_READ,
    isPoisoned: () => false,
  });
  private readonly deletions = new BackgroundLoop({
    name: 'deleted streams',
    pass: () => this.closeDeleted(),
    everyMs: LOOK_FOR_DELETED_MS,
    onFailure: (failure) => this.logger.warn(failure, 'could not look for deleted tasks'),
  });

  constructor(
    private readonly events: TaskEventRepository,
    private readonly tasks: TaskQueryRepository,
    wakeups: EventWakeups,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    wakeups.on((taskIds) => this.wake(taskIds));
  }

  onApplicationBootstrap(): void {
    this.deletions.start();
  }

  /** Ends all streams; their clients go on elsewhere. */
  async onModuleDestroy(): Promise<void> {
    this.loop.stop();
    for (const stream of this.all()) stream.close();
    await this.deletions.stop();
  }

  /**
   * Where a stream would begin.
   * @param afterId the last id that the client has seen; 0 for all events
   * @throws TaskNotFound
   */
  async find(taskId: string, afterId: number): Promise<StreamPlace> {
    const state = await this.states.submit(taskId);
    if (!state) throw new TaskNotFound(taskId);
    const endedAt = state.hasEnded ? state.lastStatusId : null;
    const endId = endedAt === null ? Infinity : idAfterRow(endedAt);
    if (rowSeenAt(afterId) > state.lastId || afterId > endId)
      return { taskId, afterId: 0, endedAt, isOver: false, voidAttempt: state.attempt };
    return { taskId, afterId, endedAt, isOver: afterId === endId, voidAttempt: null };
  }

  /** Streams a task's events to a sink, until the task's end. */
  open(place: StreamPlace, sink: EventSink): OpenStream {
    const stream = new TaskStream(place, sink);
    this.byTask.set(stream.taskId, (this.byTask.get(stream.taskId) ?? new Set()).add(stream));
    this.loop.wake(stream);
    return { goOn: () => this.loop.wake(stream), leave: () => this.forget(stream) };
  }

  private wake(taskIds: readonly string[] | 'all'): void {
    for (const id of taskIds === 'all' ? this.byTask.keys() : taskIds) {
      for (const stream of this.byTask.get(id) ?? []) this.loop.wake(stream);
    }
  }

  private async read(streams: readonly TaskStream[]): Promise<TaskStream[]> {
    // the others say when they are
    const ready = streams.filter((stream) => !stream.closed && stream.isReady);
    const pages = await this.pagesOf(ready);
    const unfinished = ready.filter((stream) => {
      const { events, hasMore } = pages.get(keyOf(stream)) ?? NOTHING;
      return stream.take(events) && hasMore;
    });
    const more = new Set(unfinished);
    return [
      ...unfinished,
      ...(await this.endAll(ready.filter((stream) => stream.isAtEnd && !more.has(stream)))),
    ];
  }

  /** Streams at the same place of the same task share a page. */
  private async pagesOf(streams: readonly TaskStream[]): Promise<Map<string, EventPage>> {
    const positions = new Map<string, EventPosition>();
    for (const stream of streams)
      positions.set(keyOf(stream), { taskId: stream.taskId, afterId: stream.position });
    if (positions.size === 0) return new Map();
    const pages = await this.events.after([...positions.values()], EVENTS_PER_READ);
    return new Map([...positions.keys()].map((key, index) => [key, pages[index] ?? NOTHING]));
  }

  /**
   * @returns those whose task is running again, since somebody retried it by hand, and those whose task has
   *   still to be read
   */
  private async endAll(streams: readonly TaskStream[]): Promise<TaskStream[]> {
    if (streams.length === 0) return [];
    const taskIds = streams.map(({ taskId }) => taskId);
    const tasks = new Map((await this.tasks.ended(taskIds)).tasks.map((task) => [task.id, task]));
    // second: nothing came after
    const states = new Map((await this.events.statesOf(taskIds)).map((state) => [state.taskId, state]));
    return streams.filter((stream) => {
      const [task, state] = [tasks.get(stream.taskId), states.get(stream.taskId)];
      if (state && (!task || state.lastStatusId !== stream.position)) return true;
      if (task && state) stream.end(task);
      this.drop(stream);
      return false;
    });
  }

  private async closeDeleted(): Promise<void> {
    const taskIds = [...this.byTask.keys()];
    if (taskIds.length === 0) return;
    const there = new Set((await this.events.statesOf(taskIds)).map(({ taskId }) => taskId));
    for (const stream of this.all())
      if (taskIds.includes(stream.taskId) && !there.has(stream.taskId)) this.drop(stream);
  }

  private drop(stream: TaskStream): void {
    stream.close();
    this.forget(stream);
  }

  private forget(stream: TaskStream): void {
    stream.closed = true;
    this.loop.forget(stream);
    const streams = this.byTask.get(stream.taskId);
    streams?.delete(stream);
    if (streams?.size === 0) this.byTask.delete(stream.taskId);
  }

  private all(): TaskStream[] {
    return [...this.byTask.values()].flatMap((streams) => [...streams]);
  }

  private async statesOf(taskIds: string[]): Promise<(EventState | undefined)[]> {
    const states = new Map((await this.events.statesOf(taskIds)).map((state) => [state.taskId, state]));
    return taskIds.map((id) => states.get(id));
  }
}

function keyOf({ taskId, position }: TaskStream): string {
  return `${taskId} ${position}`;
}
