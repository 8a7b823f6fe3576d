import type { LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { proxyFor, type ProxySettings } from '@app/config';
import { buildConnector } from 'undici';
import { mayGoTo } from './address-rule.js';
import { ForbiddenAddress } from './forbidden-address.js';
import { addressesOf } from './name-lookup.js';
import { openTunnel } from './proxy-tunnel.js';

/** Gives all addresses of a name. */
export type NameLookup = (name: string) => Promise<readonly LookupAddress[]>;

/**
 * How long one of several addresses has before the next is tried. Node's 250 ms are too short for the other
 * side of the world.
 */
const NEXT_ADDRESS_MS = 1_000;

export interface GuardOptions {
  readonly allowPrivate: boolean;
  /** For name, address and connection together. */
  readonly timeoutMs: number;
  readonly proxies: ProxySettings;
  /** DNS by default; tests give others. */
  readonly lookup?: NameLookup;
}

/**
 * Connects to allowed addresses only. The addresses that are checked are those that the socket then uses: a
 * name cannot stand for one address when it is checked and for another when it is called. The same through a
 * proxy, which is told the address.
 */
export function guardedConnector({
  allowPrivate,
  timeoutMs,
  proxies,
  lookup = addressesOf,
}: GuardOptions): buildConnector.connector {
  const connect = buildConnector({
    lookup: guardedLookup(lookup, allowPrivate),
    timeout: timeoutMs,
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: NEXT_ADDRESS_MS,
  });
  return (options, callback) => {
    const host = options.hostname.replace(/^\[|\]$/g, '');
    // For an address the socket asks no lookup.
    if (isIP(host) && !mayGoTo(host, allowPrivate)) return callback(new ForbiddenAddress(), null);
    const proxy = proxyFor(options, proxies);
    if (!proxy) return connect(options, callback);
    const found = isIP(host) ? Promise.resolve([{ address: host, family: 0 }]) : lookup(host);
    const tunnel = allowedAddresses(found, allowPrivate).then(([{ address }]) =>
      openTunnel(new URL(proxy), { address, port: portOf(options) }, timeoutMs),
    );
    tunnel.then(
      (socket) =>
        options.protocol === 'https:'
          ? connect({ ...options, httpSocket: socket }, callback)
          : callback(null, socket),
      (error: Error) => callback(error, null),
    );
  };
}

function portOf({ protocol, port }: buildConnector.Options): number {
  return Number(port) || (protocol === 'https:' ? 443 : 80);
}

function guardedLookup(lookup: NameLookup, allowPrivate: boolean): LookupFunction {
  return (name, { all }, answer) => {
    allowedAddresses(lookup(name), allowPrivate).then(
      ([first, ...others]) =>
        all ? answer(null, [first, ...others]) : answer(null, first.address, first.family),
      (error: Error) => answer(error, []),
    );
  };
}

/** One forbidden address among several is enough: the socket would try it when the others do not answer. */
async function allowedAddresses(
  found: Promise<readonly LookupAddress[]>,
  allowPrivate: boolean,
): Promise<[LookupAddress, ...LookupAddress[]]> {
  const [first, ...others] = await found;
  if (!first || ![first, ...others].every(({ address }) => mayGoTo(address, allowPrivate)))
    throw new ForbiddenAddress();
  return [first, ...others];
}
