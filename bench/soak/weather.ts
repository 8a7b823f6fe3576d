import { setTimeout as delay } from 'node:timers/promises';
import type { FlakyProxy } from '../../test/support/flaky-proxy.js';
import type { Random } from '../../test/fuzz/random.js';

/** How long nothing happens, in milliseconds. */
const CALM_MS = [2_000, 8_000] as const;
/** Longer than the longest wait for an answer, and than the lease of a task. */
const FREEZE_MS = [500, 20_000] as const;
const LAG_MS = [2_000, 15_000] as const;
const LAG_OF_CHUNK_MS = [5, 120] as const;
/** Shorter than a lease: a database that is away for longer stops everything, whoever waits for it. */
const OUTAGE_MS = [500, 5_000] as const;
/** Of the connections, where not all are hit. */
const SHARES = [0.2, 0.5, 1] as const;

type Disturb = (proxy: FlakyProxy, random: Random, until: (range: Range) => Promise<void>) => Promise<void>;
type Range = readonly [from: number, to: number];

/** What networks do to connections. Each undoes itself. */
const DISTURBANCES: Readonly<Record<string, Disturb>> = {
  'freezes, healed': async (proxy, random, wait) => {
    proxy.freeze('all', some(random));
    await wait(FREEZE_MS);
    proxy.thaw();
  },
  'freezes of answers, healed': async (proxy, random, wait) => {
    proxy.freeze('answers', some(random));
    await wait(FREEZE_MS);
    proxy.thaw();
  },
  'freezes that never heal': async (proxy, random, wait) => {
    proxy.freeze(random.pick(['all', 'answers'] as const), some(random));
    await wait(FREEZE_MS);
    proxy.cutFrozen();
  },
  lags: async (proxy, random, wait) => {
    proxy.delayMs = random.whole(...LAG_OF_CHUNK_MS);
    await wait(LAG_MS);
    proxy.delayMs = 0;
  },
  cuts: (proxy, random) => Promise.resolve(proxy.cut(some(random))),
  'outages, refused': async (proxy, _random, wait) => {
    proxy.welcome = 'refuse';
    proxy.cut();
    await wait(OUTAGE_MS);
    proxy.welcome = 'serve';
  },
  'outages, silent': async (proxy, _random, wait) => {
    proxy.welcome = 'ignore';
    proxy.freeze();
    await wait(OUTAGE_MS);
    proxy.welcome = 'serve';
    proxy.cutFrozen();
  },
};

/** Disturbs the connections through a proxy, one disturbance after the other, until it is told to stop. */
export class Weather {
  /** How many there were, by name. */
  readonly counts = new Map<string, number>();
  private readonly stopping = new AbortController();
  private readonly done: Promise<void>;

  constructor(
    private readonly proxy: FlakyProxy,
    private readonly random: Random,
  ) {
    this.done = this.blow();
  }

  /** Resolves when the connections work again. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.done;
  }

  private async blow(): Promise<void> {
    for (;;) {
      await this.wait(CALM_MS);
      if (this.stopping.signal.aborted) return;
      const name = this.random.pick(Object.keys(DISTURBANCES));
      this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
      await DISTURBANCES[name]?.(this.proxy, this.random, (range) => this.wait(range));
    }
  }

  private async wait(range: Range): Promise<void> {
    await delay(this.random.whole(...range), undefined, { signal: this.stopping.signal }).catch(
      () => undefined,
    );
  }
}

function some(random: Random): () => boolean {
  const share = random.pick(SHARES);
  return () => random.chance(share);
}
