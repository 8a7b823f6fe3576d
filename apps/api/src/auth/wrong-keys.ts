import ipaddr from 'ipaddr.js';
import { Recent } from './recent.js';

/** Wrong keys of one address at once, before it is slowed; then one a second. */
const BURST = 20;
const REFILL_MS = 1_000;
/** Addresses, and keys that worked, that are remembered. */
const REMEMBERED = 10_000;

interface Allowance {
  readonly left: number;
  readonly atMs: number;
}

/**
 * Slows whoever tries keys. An address that showed too many wrong ones is refused before its next key is
 * looked at, so that a right guess looks like a wrong one; a key that worked from this address before goes on
 * working.
 */
export class WrongKeys {
  private readonly allowances = new Recent<string, Allowance>(REMEMBERED);
  private readonly worked = new Recent<string, true>(REMEMBERED);

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** How long this address has to wait before a key is looked at; 0: not at all. */
  waitMs(address: string, digest: string): number {
    const { left } = this.allowanceOf(networkOf(address));
    if (left >= 1 || this.worked.get(nameOf(address, digest))) return 0;
    return Math.ceil((1 - left) * REFILL_MS);
  }

  wrong(address: string): void {
    const network = networkOf(address);
    const { left, atMs } = this.allowanceOf(network);
    this.allowances.set(network, { left: left - 1, atMs });
  }

  right(address: string, digest: string): void {
    this.worked.set(nameOf(address, digest), true);
  }

  private allowanceOf(network: string): Allowance {
    const atMs = this.now();
    const last = this.allowances.get(network);
    return { left: last ? Math.min(BURST, last.left + (atMs - last.atMs) / REFILL_MS) : BURST, atMs };
  }
}

function nameOf(address: string, digest: string): string {
  return `${networkOf(address)} ${digest}`;
}

/** Whoever has one IPv6 address has the 2^64 of its network. */
function networkOf(text: string): string {
  if (!ipaddr.isValid(text)) return text;
  const address = ipaddr.process(text);
  return address.kind() === 'ipv4'
    ? address.toString()
    : (address as ipaddr.IPv6).parts.slice(0, 4).join(':');
}
