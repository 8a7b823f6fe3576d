import { extname } from 'node:path';

/** What names end with, for the formats that are looked into and those that they are taken for. */
const BY_EXTENSION: Readonly<Record<string, string>> = {
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.heic': 'image/heic',
  '.tif': 'image/tiff',
  '.tiff': 'image/tiff',
  '.bmp': 'image/bmp',
  '.svg': 'image/svg+xml',
  '.pdf': 'application/pdf',
  '.zip': 'application/zip',
  '.gz': 'application/gzip',
  '.txt': 'text/plain',
  '.md': 'text/markdown',
  '.csv': 'text/csv',
  '.tsv': 'text/tab-separated-values',
  '.json': 'application/json',
  '.mp3': 'audio/mpeg',
  '.wav': 'audio/wav',
  '.mp4': 'video/mp4',
};

/** The same type under other names. */
const ALIASES: Readonly<Record<string, string>> = {
  'image/jpg': 'image/jpeg',
  'image/pjpeg': 'image/jpeg',
  'image/x-png': 'image/png',
  'image/heif': 'image/heic',
  'image/x-ms-bmp': 'image/bmp',
  'application/x-pdf': 'application/pdf',
  'application/x-zip-compressed': 'application/zip',
  'application/x-zip': 'application/zip',
  'application/x-gzip': 'application/gzip',
  'text/json': 'application/json',
  'text/x-csv': 'text/csv',
  'application/csv': 'text/csv',
};

const TEXT = /^text\/|[+/](?:json|xml|yaml)$|^application\/(?:javascript|x-ndjson|sql)$/;

/** What a file is said to be, most telling first: by its media type, and by its name. */
export function claimsOf(mediaType: string, name: string): string[] {
  const byName = BY_EXTENSION[extname(name).toLowerCase()];
  const said = mediaType === 'application/octet-stream' ? [] : [canonical(mediaType)];
  return [...new Set([...said, ...(byName ? [byName] : [])])];
}

export function canonical(mediaType: string): string {
  return ALIASES[mediaType] ?? mediaType;
}

export function isText(mediaType: string): boolean {
  return TEXT.test(mediaType);
}

/**
 * Whether bytes that are one thing may go under the name of another. Only what is known to be wrong is
 * refused: an unknown type is no lie.
 * @param detected by the magic number; null for text
 * @param recognisable the types that have a magic number
 */
export function mayBe(claimed: string, detected: string | null, recognisable: ReadonlySet<string>): boolean {
  if (detected === null) return isText(claimed) || !recognisable.has(claimed);
  if (claimed === detected || sameFamily(claimed, detected)) return true;
  return !isText(claimed) && !recognisable.has(claimed);
}

/**
 * Containers look alike: a document is a ZIP, sound and film share MP4 and Ogg, XML is the outside of many.
 */
function sameFamily(claimed: string, detected: string): boolean {
  const isMedia = (type: string): boolean => /^(?:audio|video)\//.test(type);
  const isZip = (type: string): boolean =>
    /zip$|officedocument|opendocument|epub|java-archive/.test(type) && type !== 'application/gzip';
  if (isMedia(claimed) && isMedia(detected)) return true;
  if (isZip(claimed) && isZip(detected)) return true;
  return detected === 'application/xml' && isText(claimed);
}
