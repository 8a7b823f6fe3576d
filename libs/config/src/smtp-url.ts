import { ValidateBy } from 'class-validator';

/** Such as smtp://user:password@host:587; user and password percent-encoded. */
export function IsSmtpUrl(): PropertyDecorator {
  return ValidateBy({
    name: 'isSmtpUrl',
    validator: { validate: isSmtpUrl, defaultMessage: () => 'must look like smtp://user:password@host:587 or smtps://host' },
  });
}

/** Most servers let a user send under its own address only. @returns null where the user is no address */
export function smtpUserAddress(url: string): string | null {
  const user = decodeURIComponent(new URL(url).username);
  return /^[^<>\s@]+@[^<>\s@]+$/.test(user) ? user : null;
}

function isSmtpUrl(value: unknown): boolean {
  if (typeof value !== 'string' || !/^smtps?:\/\/\S+$/i.test(value) || !URL.canParse(value)) return false;
  const { hostname, username, password } = new URL(value);
  return hostname !== '' && [username, password].every(isEncoded);
}

function isEncoded(text: string): boolean {
  try {
    return decodeURIComponent(text) !== null;
  } catch {
    return false;
  }
}
