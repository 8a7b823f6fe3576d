import { ValidateBy } from 'class-validator';

const PREFIX = 'whsec_';
const SECRET = /^whsec_[A-Za-z0-9+/]+={0,2}$/;
/** As a JSON Schema has it; the number of bytes is checked beside it. */
export const WEBHOOK_SECRET_PATTERN = SECRET.source;
const FEWEST_BYTES = 24;
const MOST_BYTES = 64;

/**
 * A secret as Standard Webhooks writes one: `whsec_` and the base64 of 24 to 64 bytes.
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export const IsWebhookSecret = (): PropertyDecorator =>
  ValidateBy({
    name: 'isWebhookSecret',
    validator: {
      validate: isWebhookSecret,
      defaultMessage: () => `must be ${PREFIX} and the base64 of ${FEWEST_BYTES} to ${MOST_BYTES} bytes`,
    },
  });

function isWebhookSecret(value: unknown): boolean {
  if (typeof value !== 'string' || !SECRET.test(value)) return false;
  const base64 = value.slice(PREFIX.length);
  const bytes = Buffer.from(base64, 'base64');
  return bytes.length >= FEWEST_BYTES && bytes.length <= MOST_BYTES && bytes.toString('base64') === base64;
}
