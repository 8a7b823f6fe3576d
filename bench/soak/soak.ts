import { setTimeout as delay } from 'node:timers/promises';
import { Random } from '../../test/fuzz/random.js';
import { Follower } from './follower.js';
import type { SoakedSystem } from './soaked-system.js';
import { Submitter } from './submitter.js';
import { Weather } from './weather.js';

const TURN_MS = 50;
const SHOW_EVERY_MS = 60_000;
/** Without weather: what the machine can do is what it does with this many tasks under way. */
const UNDER_WAY = 400;
const WARM_UP_MS = 15_000;
const MEASURED_MS = 30_000;
/** Of the texts, so many are read while they are made. */
const FOLLOWED_SHARE = 0.2;
/**
 * A client has so many requests open and no more; a machine that can't take more than that is not asked for
 * more.
 */
const MOST_WAITING = 500;
const END_LIMIT_MS = 10 * 60_000;

/** The work, the weather and the readers of one system. */
export class Soak {
  readonly random: Random;
  readonly submitter: Submitter;
  readonly follower: Follower;
  readonly weathers: Weather[] = [];
  rate = 0;

  constructor(
    readonly system: SoakedSystem,
    private readonly seed: string,
  ) {
    this.random = new Random(`${seed} ${system.broker}`);
    this.follower = new Follower(system.clients, this.random);
    this.submitter = new Submitter(system.clients, this.random, ({ id, kind }) => {
      if ((kind === 'text' || kind === 'long') && this.random.chance(FOLLOWED_SHARE))
        this.follower.follow(id);
    });
  }

  /** @returns tasks a second, measured with all slots full and no weather */
  async measure(): Promise<number> {
    const measuring = new AbortController();
    const filling = this.fill(measuring.signal);
    await delay(WARM_UP_MS);
    const before = await this.system.audit.count();
    await delay(MEASURED_MS);
    const after = await this.system.audit.count();
    measuring.abort();
    await filling;
    return ((after.ended - before.ended) * 1_000) / MEASURED_MS;
  }

  /**
   * Submits at an even rate while the weather blows, and then waits until all has ended.
   * @throws where not all ends
   */
  async run(rate: number, durationMs: number): Promise<void> {
    this.rate = rate;
    const { proxies, broker } = this.system;
    proxies.forEach((proxy, index) =>
      this.weathers.push(new Weather(proxy, new Random(`${this.seed} ${broker} ${index}`))),
    );
    const showing = setInterval(() => void this.show(), SHOW_EVERY_MS);
    await this.submitEvenly(durationMs).finally(() => clearInterval(showing));
    await Promise.all(this.weathers.map((weather) => weather.stop()));
    await this.submitter.settled();
    await this.system.audit.allEnded(END_LIMIT_MS);
    await this.follower.settled();
  }

  private async submitEvenly(durationMs: number): Promise<void> {
    const start = performance.now();
    for (let due = 0, last = start; last - start < durationMs; await delay(TURN_MS)) {
      const now = performance.now();
      due += ((now - last) / 1_000) * this.rate;
      last = now;
      for (; due >= 1; due -= 1) if (this.submitter.waiting < MOST_WAITING) this.submitter.next();
    }
  }

  private async fill(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const { accepted, ended } = await this.system.audit.count();
      for (let open = accepted - ended + this.submitter.waiting; open < UNDER_WAY; open += 1)
        this.submitter.next();
      await delay(TURN_MS);
    }
  }

  private async show(): Promise<void> {
    const { accepted, ended, endedTwice } = await this.system.audit.count();
    console.log(
      `${this.system.broker}: ${accepted} accepted, ${accepted - ended} of them open, ${endedTwice} ended twice`,
    );
  }
}
