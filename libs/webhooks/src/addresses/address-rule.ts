import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Networks of one's own. Link-local is not among them: clouds give out credentials there. */
const PRIVATE = ['private', 'loopback', 'uniqueLocal', 'carrierGradeNat'];

/** What IPv6 addresses on the internet begin with; the rest of the space is special or not given out. */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3');
const NAT64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96');

/**
 * Whether a webhook may go to an IP address: to unicast addresses on the internet, and where private ones are
 * allowed, to those, too. Every range of IANA's registries of special addresses is refused, and so is a text
 * that is no address.
 * @see https://www.iana.org/assignments/iana-ipv6-special-registry
 */
export function mayGoTo(address: string, allowPrivate: boolean): boolean {
  if (!isIP(address)) return false; // ipaddr.js also reads 127.1 and 0x7f000001
  const parsed = ipaddr.parse(address);
  if (isIpv4(parsed)) return isAllowed(parsed.range(), allowPrivate);
  const inner = translated(parsed);
  if (inner) return allowPrivate && isAllowed(inner.range(), true);
  return isAllowed(parsed.range(), allowPrivate) && (parsed.match(GLOBAL_IPV6) || allowPrivate);
}

function isAllowed(range: string, allowPrivate: boolean): boolean {
  return range === 'unicast' || (allowPrivate && PRIVATE.includes(range));
}

/** The IPv4 address that an IPv4-mapped or NAT64 address stands for. */
function translated(address: ipaddr.IPv6): ipaddr.IPv4 | null {
  if (address.isIPv4MappedAddress()) return address.toIPv4Address();
  return address.match(NAT64) ? new ipaddr.IPv4(address.toByteArray().slice(-4)) : null;
}

function isIpv4(address: ipaddr.IPv4 | ipaddr.IPv6): address is ipaddr.IPv4 {
  return address.kind() === 'ipv4';
}
