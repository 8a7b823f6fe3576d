import { type LookupAddress, NODATA, NOTFOUND } from 'node:dns';
import { lookup, Resolver } from 'node:dns/promises';
import { isLocalName } from './url-rule.js';

const QUERY_MS = 2_000;
const TRIES = 2;

type Queries = Pick<Resolver, 'resolve4' | 'resolve6'>;
type SystemLookup = (name: string, options: { readonly all: true }) => Promise<LookupAddress[]>;

/**
 * All addresses of a name. The system's own look-up blocks one of four threads of the process for as long as
 * a dead name server takes, and running tasks need these threads to look up their providers. So DNS is asked
 * without them; the system is asked for names of this network, and for those that only its hosts file may
 * know.
 * @throws what DNS or the system answered
 */
export async function addressesOf(
  name: string,
  queries: Queries = new Resolver({ timeout: QUERY_MS, tries: TRIES }),
  system: SystemLookup = lookup,
): Promise<LookupAddress[]> {
  if (isLocalName(name)) return system(name, { all: true });
  const answers = await Promise.allSettled([queries.resolve4(name), queries.resolve6(name)]);
  const addresses = answers.flatMap((answer, index) =>
    answer.status === 'fulfilled'
      ? answer.value.map((address) => ({ address, family: index === 0 ? 4 : 6 }))
      : [],
  );
  if (addresses.length > 0) return addresses;
  const failure = answers.find((answer) => answer.status === 'rejected' && !isUnknown(answer.reason));
  if (failure?.status === 'rejected') throw failure.reason;
  return system(name, { all: true });
}

function isUnknown(reason: unknown): boolean {
  const { code } = reason as { code?: unknown };
  return code === NOTFOUND || code === NODATA;
}
