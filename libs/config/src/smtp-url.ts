import { ValidateBy } from 'class-validator';
import { urlProblem } from './service-url.js';

/** Such as smtp://user:password@host:587; user and password percent-encoded. */
export function IsSmtpUrl(): PropertyDecorator {
  return ValidateBy({
    name: 'isSmtpUrl',
    validator: {
      validate: isSmtpUrl,
      defaultMessage: () => 'must look like smtp://user:password@host:587 or smtps://host',
    },
  });
}

/** Most servers let a user send under its own address only. @returns null where the user is no address */
export function smtpUserAddress(url: string): string | null {
  const user = decodeURIComponent(new URL(url).username);
  return /^[^<>\s@]+@[^<>\s@]+$/.test(user) ? user : null;
}

function isSmtpUrl(value: unknown): boolean {
  return urlProblem(value, { protocols: ['smtp', 'smtps'], credentials: true, query: true }) === null;
}
