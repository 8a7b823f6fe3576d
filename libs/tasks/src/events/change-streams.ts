import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { LOGGER, type Logger, RateLimited } from '@app/observability';
import { type StoredChange, TaskEventRepository } from '@app/persistence';
import { ChangeHorizon } from './change-horizon.js';
import { ChangeStream } from './change-stream.js';
import { EventWakeups } from './event-wakeups.js';
import { ReadLoop } from './read-loop.js';
import type { EventSink, OpenStream } from './stream-event.js';

const CHANGES_PER_READ = 500;
/** Changes come many at once; reading them ten times a second is live enough for a view. */
const READ_PAUSE_MS = 100;

/** The open streams of the changes of all tasks in this process. Streams that are live share every read. */
@Injectable()
export class ChangeStreams implements OnModuleDestroy {
  private readonly streams = new Set<ChangeStream>();
  private readonly horizon: ChangeHorizon;
  private readonly failures = new RateLimited(5_000);
  private readonly loop = new ReadLoop<ChangeStream>((streams) => this.read(streams), {
    limit: Infinity,
    pauseMs: READ_PAUSE_MS,
    onError: (error) => this.failures.run(() => this.logger.warn({ err: error }, 'could not read changes; trying again')),
  });

  constructor(
    private readonly events: TaskEventRepository,
    wakeups: EventWakeups,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.horizon = new ChangeHorizon(events);
    wakeups.on(() => this.wake());
  }

  /** Ends all streams; their clients go on elsewhere. */
  onModuleDestroy(): void {
    this.loop.stop();
    for (const stream of this.streams) stream.close();
  }

  /** @param afterId the last id that the client has seen; null for what changes from now on */
  open(afterId: number | null, sink: EventSink): OpenStream {
    const stream = new ChangeStream(afterId, sink);
    this.streams.add(stream);
    this.loop.wake(stream);
    return { goOn: () => this.loop.wake(stream), leave: () => this.forget(stream) };
  }

  private wake(): void {
    for (const stream of this.streams) this.loop.wake(stream);
  }

  private async read(streams: readonly ChangeStream[]): Promise<ChangeStream[]> {
    const upTo = await this.horizon.move();
    const ready = streams.filter((stream) => !stream.closed && stream.isReady); // the others say when they are
    for (const stream of ready) stream.startAt(upTo);
    await this.restartThoseFromElsewhere(ready, upTo);
    const pages = new Map<number, StoredChange[]>();
    const unfinished: ChangeStream[] = [];
    for (const stream of ready) {
      const { position } = stream;
      const page = pages.get(position) ?? (await this.events.changes(position, upTo, CHANGES_PER_READ));
      pages.set(position, page);
      const complete = page.length < CHANGES_PER_READ;
      if (stream.take(page, complete ? upTo : null) && !complete) unfinished.push(stream);
    }
    return this.horizon.isBehind ? ready : unfinished;
  }

  /** Another process may have passed on what this one has not yet; no process has passed on what was never written. */
  private async restartThoseFromElsewhere(streams: readonly ChangeStream[], upTo: number): Promise<void> {
    const ahead = streams.filter(({ position }) => position > upTo);
    if (ahead.length === 0) return;
    const lastId = await this.events.lastId();
    for (const stream of ahead) if (stream.position > lastId) stream.restartAt(upTo);
  }

  private forget(stream: ChangeStream): void {
    stream.closed = true;
    this.loop.forget(stream);
    this.streams.delete(stream);
  }
}
