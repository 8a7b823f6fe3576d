import { decoded } from './charset.js';

/** `=?utf-8?B?5oql?=` and `=?iso-8859-1?Q?=FC_x?=`, with or without a language (RFC 2047, RFC 2231). */
const WORD = /=\?([\w.:-]{1,40})(?:\*[\w-]{0,20})?\?([bq])\?([^?]*)\?=/gi;

interface Word {
  readonly charset: string;
  readonly bytes: Buffer;
}

/** Decodes the MIME-encoded words in a text. One that can't be decoded is left out: nobody reads it. */
export function withoutEncodedWords(text: string): string {
  let answer = '';
  let open: Word | null = null;
  let at = 0;
  for (const match of text.matchAll(WORD)) {
    const between = text.slice(at, match.index);
    const word = wordOf(match);
    at = match.index + match[0].length;
    // Blanks between two words are there to fold the line; a character may begin in one word and end in the
    // next.
    if (open && between.trim() === '' && open.charset === word.charset) {
      open = { charset: word.charset, bytes: Buffer.concat([open.bytes, word.bytes]) };
      continue;
    }
    answer += textOf(open) + (open && between.trim() === '' ? '' : between);
    open = word;
  }
  return answer + textOf(open) + text.slice(at);
}

function wordOf([, charset = '', encoding, content = '']: RegExpMatchArray): Word {
  const isBase64 = encoding?.toLowerCase() === 'b';
  return {
    charset: charset.toLowerCase(),
    bytes: isBase64 ? Buffer.from(content, 'base64') : unquoted(content),
  };
}

/** The letters of "Q": `_` is a blank, `=FC` a byte. */
function unquoted(content: string): Buffer {
  const latin = content
    .replace(/_/g, ' ')
    .replace(/=([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(latin, 'latin1');
}

function textOf(word: Word | null): string {
  return word ? (decoded(word.bytes, word.charset) ?? '') : '';
}
