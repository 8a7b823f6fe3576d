import chardet from 'chardet';

/** What the detector calls otherwise than the standard of the web does. */
const NAMES: Readonly<Record<string, string>> = {
  ASCII: 'UTF-8',
  'UTF-32 LE': '',
  'UTF-32 BE': '',
  'ISO-2022-KR': '',
  'ISO-2022-CN': '',
};
const FALLBACK = 'windows-1252';

/** The encoding of a text by its first bytes, as TextDecoder knows it. UTF-8 wins where it is possible. */
export function encodingOf(sample: Buffer): string {
  const mark = byMark(sample);
  if (mark) return mark;
  if (isUtf8(sample)) return 'UTF-8';
  const found = chardet.detect(sample) ?? FALLBACK;
  return decodable(NAMES[found] ?? found) ? (NAMES[found] ?? found) : FALLBACK;
}

function byMark(sample: Buffer): string | null {
  if (sample.length < 2) return null;
  const mark = sample.readUInt16BE(0);
  if (mark === 0xfeff) return 'UTF-16BE';
  return mark === 0xfffe ? 'UTF-16LE' : null;
}

/** The sample may end within a character. */
function isUtf8(sample: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function decodable(label: string): boolean {
  try {
    return Boolean(new TextDecoder(label));
  } catch {
    return false;
  }
}
