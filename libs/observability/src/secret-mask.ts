const SHOWN = '[secret]';

/**
 * A password in any address, known or not: `postgres://user:password@host`. Bounded, so that no text takes
 * long.
 */
const PASSWORD_IN_URL = /(:\/\/[^\s/:@"]{0,256}:)[^\s/@"]{1,256}(?=@)/g;

/** Takes secrets out of a text. */
export type SecretMask = (text: string) => string;

/** @param secrets the texts that must not be shown, the longest first */
export function secretMask(secrets: readonly string[]): SecretMask {
  const texts = [...new Set(secrets.flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)]))].map(
    escaped,
  );
  const known = texts.length > 0 ? new RegExp(texts.join('|'), 'g') : null;
  return (text) => {
    const masked = known ? text.replace(known, shownFor) : text;
    return masked.includes('://') ? masked.replace(PASSWORD_IN_URL, `$1${SHOWN}`) : masked;
  };
}

/** Digits stay digits: in a line of JSON they may be a number. */
function shownFor(secret: string): string {
  return /^\d+$/.test(secret) ? '9'.repeat(secret.length) : SHOWN;
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}
