import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** One entry of NO_PROXY: what it covers. */
type Entry =
  | { readonly kind: 'all'; readonly port: number | null }
  | {
      readonly kind: 'network';
      readonly address: Address;
      readonly bits: number;
      readonly port: number | null;
    }
  | {
      readonly kind: 'name';
      readonly name: string;
      readonly isBelowOnly: boolean;
      readonly port: number | null;
    };

/**
 * Whether a list names a host: `*` names all, a name itself and all below it (`*.name` only
 * these), an address or a network only what is an address. Each may
 * have a port. Other programs read this variable too, so an entry that only they understand is passed over.
 */
export function isListed(list: string, hostname: string, port: number | undefined): boolean {
  const host = withoutBrackets(hostname).replace(/\.$/, '').toLowerCase();
  return partsOf(list).some((part) => {
    const entry = entryOf(part);
    return entry !== null && covers(entry, host, port);
  });
}

function partsOf(list: string): string[] {
  return list.split(/[,\s]+/).filter(Boolean);
}

function covers(entry: Entry, host: string, port: number | undefined): boolean {
  if (entry.port !== null && entry.port !== port) return false;
  if (entry.kind === 'all') return true;
  if (isIP(host)) return entry.kind === 'network' && isIn(ipaddr.process(host), entry.address, entry.bits);
  if (entry.kind === 'network') return false;
  return (host === entry.name && !entry.isBelowOnly) || host.endsWith(`.${entry.name}`);
}

function isIn(address: Address, network: Address, bits: number): boolean {
  return address.kind() === network.kind() && address.match(network, bits);
}

/** Null where it can't be read. */
function entryOf(part: string): Entry | null {
  const { host, port } = portOf(part);
  if (host === '*') return { kind: 'all', port };
  const [address = '', bits, ...more] = withoutBrackets(host).split('/');
  if (isIP(address) && more.length === 0) return networkOf(address, bits, port);
  const name = host
    .replace(/^\*?\./, '')
    .replace(/\.$/, '')
    .toLowerCase();
  return /^[^/:[\]*]+$/.test(name) ? { kind: 'name', name, isBelowOnly: host.startsWith('*.'), port } : null;
}

/** An address of IPv6 has a port only behind brackets. */
function portOf(part: string): { host: string; port: number | null } {
  const [, host, digits] = /^(\[[^\]]*\]|[^:]*):(\d{1,5})$/.exec(part) ?? [];
  return host === undefined ? { host: part, port: null } : { host, port: Number(digits) };
}

function networkOf(text: string, bits: string | undefined, port: number | null): Entry | null {
  const address = ipaddr.process(text);
  const most = address.kind() === 'ipv4' ? 32 : 128;
  if (bits !== undefined && !(/^\d{1,3}$/.test(bits) && Number(bits) <= most)) return null;
  return { kind: 'network', address, bits: bits === undefined ? most : Number(bits), port };
}

function withoutBrackets(host: string): string {
  return host.replace(/^\[|\]$/g, '');
}
