import { ValidateBy } from 'class-validator';

const SECRET = /^whsec_([A-Za-z0-9+/]+={0,2})$/;
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
      defaultMessage: () => 'must be whsec_ and the base64 of 24 to 64 bytes',
    },
  });

function isWebhookSecret(value: unknown): boolean {
  const [, base64 = ''] = (typeof value === 'string' && SECRET.exec(value)) || [];
  const bytes = Buffer.from(base64, 'base64');
  return bytes.length >= FEWEST_BYTES && bytes.length <= MOST_BYTES && bytes.toString('base64') === base64;
}
