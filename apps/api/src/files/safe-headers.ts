import type { StoredFile } from '@app/files';
import { create as contentDisposition } from 'content-disposition';

/**
 * What a browser shows or plays, and never runs. All else, HTML, SVG and XML above all, goes out as mere
 * bytes.
 */
const INERT = new RegExp(
  [
    '^(?:image/(?:png|jpeg|gif|webp|avif|bmp|tiff|heic|heif)',
    'audio/(?:mpeg|mp4|ogg|wav|webm|flac|aac)',
    'video/(?:mp4|webm|ogg|quicktime)',
    'text/(?:plain|csv)',
    'application/(?:json|pdf|zip|gzip|octet-stream)',
    'application/vnd\\.openxmlformats-officedocument\\.[a-z.]+)$',
  ].join('|'),
);

/**
 * The headers with which a file that somebody uploaded can be given to any browser: saved, not opened; not
 * guessed at; not run.
 */
export function safeHeaders({ name, mediaType, sha256 }: StoredFile): Record<string, string> {
  return {
    'content-type': INERT.test(mediaType) ? mediaType : 'application/octet-stream',
    'content-disposition': contentDisposition(name, { type: 'attachment', fallback: asciiName(name) }),
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    // What an id names never changes, but it may go.
    'cache-control': 'private, no-cache',
    'accept-ranges': 'bytes',
    etag: `"${sha256}"`,
  };
}

/**
 * For clients that read no `filename*`: without what some of them misread, such as quotes and percent signs.
 */
function asciiName(name: string): string {
  return name.replace(/[^\w .,()+=@!-]/gu, '_');
}
