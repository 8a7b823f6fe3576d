import { decoded, unescapedBytes } from './charset.js';
import { withoutEncodedWords } from './encoded-words.js';
import type { HeaderValue } from './header-parameters.js';

type Parameters = HeaderValue['parameters'];

/** What browsers escape in a quoted name, and nothing else (HTML, multipart/form-data encoding algorithm). */
const ESCAPED = /%(22|0D|0A)/gi;

/** The name of a file that has none which can be read. */
export const NAMELESS = 'file';

/**
 * The name that a part gives its file: `filename*` before the pieces of `filename*0`, before `filename`, in
 * whatever order they come (RFC 6266, 4.3). Undefined where it gives none at all; empty where it gives an
 * empty one: no file was chosen.
 */
export function fileName(parameters: Parameters): string | undefined {
  const given = [...parameters].filter(([key]) => key === 'filename' || key.startsWith('filename*'));
  if (given.length === 0) return undefined;
  if (given.every(([, value]) => value === '')) return '';
  return (
    extended(parameters.get('filename*')) ||
    continued(parameters) ||
    simple(parameters.get('filename') ?? '') ||
    NAMELESS
  );
}

/** `UTF-8''na%C3%AFve.txt`, with any character set (RFC 8187). */
function extended(value: string | undefined): string | undefined {
  const { charset, content } = languageOf(value ?? '');
  const bytes = charset === undefined ? undefined : unescapedBytes(content);
  return bytes && decoded(bytes, charset || 'utf-8');
}

/** `filename*0="a"; filename*1*=%20b`: a long name in pieces (RFC 2231, 3). */
function continued(parameters: Parameters): string | undefined {
  const pieces: Buffer[] = [];
  let charset = 'utf-8';
  for (let index = 0; ; index += 1) {
    const plain = parameters.get(`filename*${index}`);
    const escaped = parameters.get(`filename*${index}*`);
    if (plain === undefined && escaped === undefined) break;
    const { charset: named, content } =
      index === 0 && escaped !== undefined ? languageOf(escaped) : { charset: undefined, content: escaped };
    charset = named || charset;
    const bytes = content === undefined ? Buffer.from(plain ?? '') : unescapedBytes(content);
    if (!bytes) return undefined;
    pieces.push(bytes);
  }
  const name = decoded(Buffer.concat(pieces), charset);
  return name && withoutEncodedWords(name);
}

function simple(value: string): string {
  return withoutEncodedWords(value).replace(ESCAPED, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
}

/**
 * A text in front of which the character set and the language may be missing, but not their quotes (RFC 2231,
 * 4).
 */
function languageOf(value: string): { charset: string | undefined; content: string } {
  const [charset, language, ...content] = value.split("'");
  return language === undefined || content.length === 0
    ? { charset: undefined, content: value }
    : { charset, content: content.join("'") };
}
