import { isEmail, ValidateBy } from 'class-validator';

const MOST_RECIPIENTS = 50;
const ANY_DOMAIN = { require_tld: false, allow_ip_domain: true };
/**
 * Line ends of Unicode too: what one program takes for a space, the next may take for the end of a header.
 */
const CONTROL = /[\p{Cc}\u2028\u2029]/u;

/**
 * One address without a display name. Local parts in quotes are refused: what they may contain ends headers.
 */
export function isMailAddress(value: unknown): value is string {
  return (
    typeof value === 'string' && !/[\s"<>]/.test(value) && !CONTROL.test(value) && isEmail(value, ANY_DOMAIN)
  );
}

/** One address, or a list of 1 to 50 different ones. */
export function AreMailAddresses(): PropertyDecorator {
  return ValidateBy({
    name: 'areMailAddresses',
    validator: {
      validate: (value) => isMailAddress(value) || isListOfAddresses(value),
      defaultMessage: () => `must be a mail address or a list of 1 to ${MOST_RECIPIENTS} different ones`,
    },
  });
}

/**
 * Text for a header: no line end and no other control character, by which a value could become headers of its
 * own.
 */
export function IsHeaderText(): PropertyDecorator {
  return ValidateBy({
    name: 'isHeaderText',
    validator: {
      validate: (value) => typeof value === 'string' && !CONTROL.test(value),
      defaultMessage: () => 'must be text without line ends and other control characters',
    },
  });
}

function isListOfAddresses(value: unknown): boolean {
  if (!Array.isArray(value) || value.length < 1 || value.length > MOST_RECIPIENTS) return false;
  return value.every(isMailAddress) && new Set(value).size === value.length;
}
