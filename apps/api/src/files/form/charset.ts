/**
 * The text of bytes in a character set, by any name that browsers know for it. Undefined: it is not known, or
 * they are none of it.
 */
export function decoded(bytes: Buffer, charset: string): string | undefined {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * The text of a header that says nothing of its character set: UTF-8, as all browsers send it, else that of
 * old Windows clients.
 */
export function headerText(bytes: Buffer): string {
  return decoded(bytes, 'utf-8') ?? new TextDecoder('windows-1252').decode(bytes);
}

const ESCAPE = /^[\da-f]{2}/i;

/** The bytes of a text with `%20` in it. Undefined where a `%` is no escape. */
export function unescapedBytes(text: string): Buffer | undefined {
  const [first = '', ...rest] = text.split('%');
  if (!rest.every((one) => ESCAPE.test(one))) return undefined;
  const pieces = rest.flatMap((one) => [Buffer.from(one.slice(0, 2), 'hex'), Buffer.from(one.slice(2))]);
  return Buffer.concat([Buffer.from(first), ...pieces]);
}
