const LONGEST_NAME = 200;
/**
 * Control characters, and those that turn the direction of text, by which `exe.gpj` can look like `jpg.exe`.
 */
const INVISIBLE = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]/gu;
const MEDIA_TYPE = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,126}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}$/;

/** A name without folders, control characters and tricks; `file` where nothing is left. */
export function safeName(given: string): string {
  const base =
    given.toWellFormed().replace(INVISIBLE, '').normalize('NFC').split(/[/\\]/).at(-1)?.trim() ?? '';
  return /^\.*$/.test(base) ? 'file' : shortened(base);
}

/** A media type in lower case without its parameters; `application/octet-stream` where it is none. */
export function safeMediaType(given: string): string {
  const type = (given.split(';', 1)[0] ?? '').trim().toLowerCase();
  return MEDIA_TYPE.test(type) ? type : 'application/octet-stream';
}

/** Keeps the extension, and whole characters. */
function shortened(name: string): string {
  const characters = [...name];
  if (characters.length <= LONGEST_NAME) return name;
  const extension = /\.[^.]{1,16}$/u.exec(name)?.[0] ?? '';
  return characters.slice(0, LONGEST_NAME - [...extension].length).join('') + extension;
}
