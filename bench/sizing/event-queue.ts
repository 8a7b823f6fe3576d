interface Happening {
  readonly at: number;
  readonly run: () => void;
}

/** What will happen, earliest first: a binary heap. Times are in milliseconds of the simulation. */
export class EventQueue {
  private readonly heap: Happening[] = [];
  /** The time of the event that happens now. */
  now = 0;

  in(ms: number, run: () => void): void {
    this.heap.push({ at: this.now + ms, run });
    this.rise(this.heap.length - 1);
  }

  /** Until nothing is left to happen. */
  run(): void {
    for (let next = this.pop(); next; next = this.pop()) {
      this.now = next.at;
      next.run();
    }
  }

  private pop(): Happening | undefined {
    const first = this.heap[0];
    const last = this.heap.pop();
    if (!first || !last || first === last) return first;
    this.heap[0] = last;
    this.sink(0);
    return first;
  }

  private rise(index: number): void {
    for (let child = index; child > 0;) {
      const parent = (child - 1) >> 1;
      if (this.at(parent) <= this.at(child)) return;
      this.swap(parent, child);
      child = parent;
    }
  }

  private sink(index: number): void {
    for (let parent = index; ;) {
      const [left, right] = [2 * parent + 1, 2 * parent + 2];
      const child = this.at(right) < this.at(left) ? right : left;
      if (this.at(parent) <= this.at(child)) return;
      this.swap(parent, child);
      parent = child;
    }
  }

  private at(index: number): number {
    return this.heap[index]?.at ?? Infinity;
  }

  private swap(one: number, other: number): void {
    [this.heap[one], this.heap[other]] = [this.heap[other] as Happening, this.heap[one] as Happening];
  }
}
