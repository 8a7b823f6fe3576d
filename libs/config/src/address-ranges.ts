import { isIP } from 'node:net';
import { ValidateBy } from 'class-validator';

/** Names of whole networks, as proxy-addr knows them. */
const NAMED = ['loopback', 'linklocal', 'uniquelocal'];

/** A list of IP addresses, networks as `10.0.0.0/8`, or the names of such. */
export const IsAddressRanges = (): PropertyDecorator =>
  ValidateBy({
    name: 'isAddressRanges',
    validator: {
      validate: (value) => Array.isArray(value) && value.every(isRange),
      defaultMessage: () => `must list IP addresses, networks such as 10.0.0.0/8, or ${NAMED.join(', ')}`,
    },
  });

function isRange(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const family = isIP(address);
  if (family === 0) return NAMED.includes(text);
  return (
    more.length === 0 &&
    (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128)))
  );
}
