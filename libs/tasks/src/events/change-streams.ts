import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { LOGGER, type Logger, RateLimited } from '@app/observability';
import { type StoredChange, TaskEventRepository } from '@app/persistence';
import { ChangeHorizon, LATE, type LateChanges } from './change-horizon.js';
import { ChangeArrivals } from './change-arrivals.js';
import { type Arrival, ChangeStream } from './change-stream.js';
import { EventWakeups } from './event-wakeups.js';
import { ReadLoop } from './read-loop.js';
import type { EventSink, OpenStream } from './stream-event.js';

const CHANGES_PER_READ = 500;
/** A reader further behind begins anew: reading its list again is faster than to read all that it missed. */
const MOST_BEHIND = 50_000;
const MEASURE_MS = 5_000;
/** Changes come many at once; reading them ten times a second is live enough for a view. */
const READ_PAUSE_MS = 100;

/** The open streams of the changes of all tasks in this process. Streams that are live share every read. */
@Injectable()
export class ChangeStreams implements OnModuleDestroy {
  private readonly streams = new Set<ChangeStream>();
  private readonly horizon: ChangeHorizon;
  private readonly arrivals: ChangeArrivals;
  private readonly late: LateChanges[] = [];
  private readonly failures = new RateLimited(5_000);
  private readonly loop = new ReadLoop<ChangeStream>((streams) => this.read(streams), {
    limit: Infinity,
    pauseMs: READ_PAUSE_MS,
    onError: (error) =>
      this.failures.run(() => this.logger.warn({ err: error }, 'could not read changes; trying again')),
  });

  constructor(
    private readonly events: TaskEventRepository,
    wakeups: EventWakeups,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.horizon = new ChangeHorizon(events);
    this.arrivals = new ChangeArrivals(events, this.horizon);
    wakeups.on(() => this.wake());
  }

  /** Ends all streams; their clients go on elsewhere. */
  onModuleDestroy(): void {
    this.loop.stop();
    for (const stream of this.streams) stream.close();
  }

  /** Where a new reader begins: what is committed from now on is for it. */
  arrive(): Promise<Arrival> {
    return this.arrivals.now();
  }

  /** @param from the last id that the client has seen, or its arrival */
  open(from: number | Arrival, sink: EventSink): OpenStream {
    const stream = new ChangeStream(from, sink);
    this.streams.add(stream);
    this.loop.wake(stream);
    return { goOn: () => this.loop.wake(stream), leave: () => this.forget(stream) };
  }

  private wake(): void {
    for (const stream of this.streams) this.loop.wake(stream);
  }

  private async read(streams: readonly ChangeStream[]): Promise<ChangeStream[]> {
    const upTo = await this.horizon.move();
    this.late.push(...this.horizon.takeLate());
    await this.sendLate();
    // the others say when they are
    const ready = streams.filter((stream) => !stream.closed && stream.isReady);
    await this.arrivals.begin(
      ready.filter(({ isNew }) => isNew),
      upTo,
    );
    const begun = ready.filter(({ isNew }) => !isNew);
    await this.restartThoseFromElsewhere(begun, upTo);
    await this.restartThoseBehind(begun, upTo);
    const unfinished = await this.readPages(begun, upTo);
    return this.horizon.isBehind ? ready : [...unfinished, ...ready.filter(({ isNew }) => isNew)];
  }

  /** Live streams are at the same position, and share a page. */
  private async readPages(streams: readonly ChangeStream[], upTo: number): Promise<ChangeStream[]> {
    const pages = new Map<number, StoredChange[]>();
    const unfinished: ChangeStream[] = [];
    for (const stream of streams) {
      const { position } = stream;
      const page = pages.get(position) ?? (await this.events.changes(position, upTo, CHANGES_PER_READ));
      pages.set(position, page);
      const complete = page.length < CHANGES_PER_READ;
      if (stream.take(page, complete ? upTo : null) && !complete) unfinished.push(stream);
    }
    return unfinished;
  }

  private async sendLate(): Promise<void> {
    for (let [late] = this.late; late; [late] = this.late) {
      const changes = await this.changesOf(late);
      for (const stream of this.streams) stream.takeLate(changes);
      this.late.shift();
    }
  }

  /** Null where it is not known which they are, or there are very many. */
  private async changesOf({ xids, afterId, upToId }: LateChanges): Promise<StoredChange[] | null> {
    if (xids.length === 0 || upToId - afterId > LATE.range) return null;
    const changes = await this.events.changesBy(xids, afterId, upToId, LATE.most);
    return changes.length < LATE.most ? changes : null;
  }

  /**
   * Another process may have passed on what this one has not yet; no process has passed on what was never
   * written.
   */
  private async restartThoseFromElsewhere(streams: readonly ChangeStream[], upTo: number): Promise<void> {
    const ahead = streams.filter(({ position }) => position > upTo);
    if (ahead.length === 0) return;
    const lastId = await this.events.lastId();
    for (const stream of ahead) if (stream.position > lastId) stream.restartAt(upTo);
  }

  private async restartThoseBehind(streams: readonly ChangeStream[], upTo: number): Promise<void> {
    for (const stream of streams)
      if (stream.mustRestart || (await this.isTooFarBehind(stream, upTo))) stream.restartAt(upTo);
  }

  /** There are at least as many ids as changes. */
  private async isTooFarBehind(stream: ChangeStream, upTo: number): Promise<boolean> {
    if (upTo - stream.position <= MOST_BEHIND || performance.now() - stream.measuredAt < MEASURE_MS)
      return false;
    stream.measuredAt = performance.now();
    return this.events.areMoreChangesThan(MOST_BEHIND, stream.position, upTo);
  }

  private forget(stream: ChangeStream): void {
    stream.closed = true;
    this.loop.forget(stream);
    this.streams.delete(stream);
    if (this.streams.size === 0) this.horizon.forgetSlow();
  }
}
