import { lookup as lookUp, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import { mayGoTo } from './address-rule.js';
import { ForbiddenAddress } from './forbidden-address.js';

/** Gives all addresses of a name. Node's own asks the system; tests give others. */
export type LookupAll = (
  name: string,
  options: { readonly all: true },
  answer: (error: Error | null, addresses: LookupAddress[]) => void,
) => void;

export interface GuardOptions {
  readonly allowPrivate: boolean;
  /** For name, address and connection together. */
  readonly timeoutMs: number;
  readonly lookup?: LookupAll;
}

/**
 * Connects to allowed addresses only. The addresses that are checked are those that the socket then uses: a name cannot
 * stand for one address when it is checked and for another when it is called.
 */
export function guardedConnector({ allowPrivate, timeoutMs, lookup = lookUp }: GuardOptions): buildConnector.connector {
  const connect = buildConnector({ lookup: guardedLookup(lookup, allowPrivate), timeout: timeoutMs });
  return (options, callback) => {
    const host = options.hostname.replace(/^\[|\]$/g, '');
    // For an address the socket asks no lookup.
    if (isIP(host) && !mayGoTo(host, allowPrivate)) callback(new ForbiddenAddress(), null);
    else connect(options, callback);
  };
}

/** One forbidden address among several is enough: the socket would try it when the others do not answer. */
function guardedLookup(lookup: LookupAll, allowPrivate: boolean): LookupFunction {
  return (name, options, answer) =>
    lookup(name, { ...options, all: true }, (error, addresses = []) => {
      const [first] = addresses;
      if (error) answer(error, []);
      else if (!first || addresses.some(({ address }) => !mayGoTo(address, allowPrivate))) answer(new ForbiddenAddress(), []);
      else if (options.all) answer(null, addresses);
      else answer(null, first.address, first.family);
    });
}
