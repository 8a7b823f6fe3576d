import { Injectable } from '@nestjs/common';
import { LEVELS } from './dispatch-sql.js';

/**
 * Of each level of one queue, or of several one after the other: where to look from on, as PostgreSQL writes
 * a time.
 */
export interface Positions {
  /** Before it no task waits for the broker. */
  readonly due: readonly string[];
  /** Before it no task was given to the broker that still waits there. */
  readonly given: readonly string[];
}

/** A full look may take this share of a process's time. */
const FULL_SHARE = 1 / 50;

const START: Positions = {
  due: Array<string>(LEVELS).fill('-infinity'),
  given: Array<string>(LEVELS).fill('-infinity'),
};

/**
 * From where on a process looks into the indexes of what waits. What went is behind these positions: while an
 * old snapshot is open, such as that of a backup, dead entries stay there, and each look from the begin would
 * step over all of them. What comes back behind a position is found by a full look: about every second, and
 * less often where it takes long.
 */
@Injectable()
export class DispatchPositions {
  private readonly known = new Map<string, Positions>();
  private version = 0;
  private fullLookAt = -Infinity;

  /** Of queues, one after the other. */
  of(...queues: readonly string[]): Positions {
    const all = queues.map((queue) => this.known.get(queue) ?? START);
    return { due: all.flatMap(({ due }) => due), given: all.flatMap(({ given }) => given) };
  }

  /**
   * Something of these may come back behind the positions: a mark was taken back, or a queue was paused and
   * goes on.
   */
  forget(): void {
    this.version += 1;
    this.known.clear();
    this.fullLookAt = -Infinity;
  }

  /** A look at all of them, from the begin where it is time for that. */
  async look<Found extends Positions>(
    queues: readonly string[],
    work: (from: Positions) => Promise<Found>,
  ): Promise<Found> {
    const startedAt = performance.now();
    if (startedAt < this.fullLookAt) return this.during(queues, this.of(...queues), work);
    const { version } = this;
    const found = await this.during(queues, repeated(queues.length), work);
    if (version === this.version)
      this.fullLookAt = performance.now() + (performance.now() - startedAt) / FULL_SHARE;
    return found;
  }

  /** Keeps where the work ended, unless something came back meanwhile. */
  async during<Found extends Positions>(
    queues: readonly string[],
    from: Positions,
    work: (from: Positions) => Promise<Found>,
  ): Promise<Found> {
    const { version } = this;
    const found = await work(from);
    if (version === this.version)
      for (const [index, queue] of queues.entries()) this.known.set(queue, sliceOf(found, index));
    return found;
  }
}

function repeated(times: number): Positions {
  const all = Array.from({ length: times }, () => START);
  return { due: all.flatMap(({ due }) => due), given: all.flatMap(({ given }) => given) };
}

function sliceOf({ due, given }: Positions, index: number): Positions {
  const [from, to] = [index * LEVELS, (index + 1) * LEVELS];
  return { due: due.slice(from, to), given: given.slice(from, to) };
}
