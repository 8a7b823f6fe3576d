import type { WebhookRoom } from '@app/persistence';

/**
 * Hosts that are remembered as failing; beyond it the oldest is forgotten, which costs a few tries at once.
 */
const MOST_FAILING = 10_000;

/**
 * How many deliveries of a process may be under way, in all and to one host. A host that fails gets one at a
 * time until it succeeds: destinations that are dead, each of them slow to say so, leave room for those that
 * live.
 */
export class HostLimits {
  private readonly busy = new Map<string, number>();
  private readonly failing = new Set<string>();
  private total = 0;

  constructor(
    private readonly limit: number,
    private readonly perHost: number,
  ) {}

  get room(): WebhookRoom {
    const hosts = new Set([...this.busy.keys(), ...this.failing]);
    const ofHost = new Map([...hosts].map((host) => [host, this.freeOf(host)]));
    return { total: this.limit - this.total, perHost: this.perHost, ofHost };
  }

  begin(host: string): void {
    this.total += 1;
    this.busy.set(host, (this.busy.get(host) ?? 0) + 1);
  }

  end(host: string, succeeded: boolean): void {
    this.total -= 1;
    const left = (this.busy.get(host) ?? 1) - 1;
    if (left > 0) this.busy.set(host, left);
    else this.busy.delete(host);
    this.failing.delete(host);
    if (!succeeded) this.failing.add(host);
    const [oldest] = this.failing;
    if (oldest !== undefined && this.failing.size > MOST_FAILING) this.failing.delete(oldest);
  }

  private freeOf(host: string): number {
    return Math.max(0, (this.failing.has(host) ? 1 : this.perHost) - (this.busy.get(host) ?? 0));
  }
}
