import { fileTypeFromBuffer, supportedMimeTypes } from 'file-type';
import { canonical, claimsOf, isText, mayBe } from './claims.js';
import { sampleOf } from './sample.js';
import { UnusableInput } from '../unusable-input.js';

/** Enough for every magic number; what a format hides behind it is not looked for here. */
const SAMPLE_BYTES = 64 * 1024;

const RECOGNISABLE = new Set([...supportedMimeTypes].map((type) => canonical(type)));

export interface FormatQuestion {
  readonly path: string;
  readonly name: string;
  readonly mediaType: string;
}

/**
 * The media type that the bytes have.
 * @throws UnusableInput for a file that is empty, or is not what it is said to be
 */
export default async function checkFormat({ path, name, mediaType }: FormatQuestion): Promise<string> {
  const sample = await sampleOf(path, SAMPLE_BYTES);
  if (sample.length === 0) throw new UnusableInput('The file is empty.');
  const detected = await detect(sample);
  const claims = claimsOf(mediaType, name);
  const lie = claims.find((claim) => !mayBe(claim, detected, RECOGNISABLE));
  if (lie)
    throw new UnusableInput(
      `The file is said to be ${lie}, but its bytes are ${detected ?? described(sample)}.`,
    );
  const textual = claims.find((claim) => isText(claim));
  if (detected && detected !== 'application/xml') return detected;
  if (looksBinary(sample)) return binary(claims, textual);
  return textualType(claims, textual, sample, detected);
}

async function detect(sample: Buffer): Promise<string | null> {
  const found = await fileTypeFromBuffer(sample).catch(() => undefined); // it gives up on damaged containers
  return found ? canonical(found.mime) : null;
}

/** Text has a claim of its own, or is told by what it begins with. */
function textualType(
  claims: readonly string[],
  textual: string | undefined,
  sample: Buffer,
  detected: string | null,
): string {
  if (claims.includes('image/svg+xml') || /<svg[\s>]/.test(sample.toString('latin1'))) return 'image/svg+xml';
  return (
    claims.find((claim) => isText(claim) && claim !== 'text/plain') ?? textual ?? detected ?? 'text/plain'
  );
}

function binary(claims: readonly string[], textual: string | undefined): string {
  if (textual) throw new UnusableInput(`The file is said to be ${textual}, but its bytes are no text.`);
  return claims[0] ?? 'application/octet-stream';
}

function described(sample: Buffer): string {
  return looksBinary(sample) ? 'of an unknown kind' : 'text';
}

/** Text has no NUL, unless it is in a wide encoding that says so by its first bytes. */
function looksBinary(sample: Buffer): boolean {
  const wide = [0xfeff, 0xfffe].includes(sample.length > 1 ? sample.readUInt16BE(0) : 0);
  return !wide && sample.includes(0);
}
