import type { default as sharpLibrary, Sharp } from 'sharp';
import { InvalidInput } from '@app/tasks';
import pLimit from 'p-limit';
import type { ImageAnalysis } from '../analysis/analysis.js';
import { dominantColors } from './dominant-colors.js';
import { harmlessExif } from './harmless-exif.js';

/** Formats that are decoded. Everything else that libvips could read stays closed. */
const DECODED = new Set([
  'image/jpeg',
  'image/png',
  'image/apng',
  'image/webp',
  'image/gif',
  'image/tiff',
  'image/avif',
]);
const LOADERS = ['JpegFile', 'PngFile', 'WebpFile', 'NsgifFile', 'TiffFile', 'HeifFile'].map(
  (format) => `VipsForeignLoad${format}`,
);

/** A picture that cannot be read line by line takes four bytes a pixel: 400 MB. */
const MOST_PIXELS = 100_000_000;
const AT_ONCE = 2;
const LIMIT_SECONDS = 60;
const COLOR_SAMPLE = 64;

type SharpLibrary = typeof sharpLibrary;

export interface Bitmap {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/**
 * Looks at pictures and makes small ones. libvips works in threads of its own, so this needs none of ours; at
 * most two pictures are decoded at once, which bounds the memory.
 */
export class ImageWork {
  private readonly limit = pLimit(AT_ONCE);
  private sharp: SharpLibrary | null = null;

  decodes(mediaType: string): boolean {
    return DECODED.has(mediaType);
  }

  /** @throws InvalidInput for a picture that is damaged or too large */
  analyse(path: string, signal: AbortSignal): Promise<ImageAnalysis> {
    return this.work(signal, async () => {
      const { width, height, format, hasAlpha, pages, exif, orientation } = await (
        await this.open(path, false)
      ).metadata();
      if (width * height > MOST_PIXELS) throw new InvalidInput(tooLarge(width, height));
      const turned = (orientation ?? 1) >= 5;
      const size = turned ? { width: height, height: width } : { width, height };
      return {
        kind: 'image',
        ...size,
        format,
        hasAlpha,
        frames: pages ?? 1,
        dominantColors: await this.colors(path),
        exif: harmlessExif(exif),
      };
    });
  }

  /** A WebP picture without any metadata. */
  thumbnail(path: string, width: number, signal: AbortSignal): Promise<Buffer> {
    return this.work(signal, async () => small((await this.open(path)).autoOrient(), width));
  }

  /** The same of pixels in RGBA. */
  thumbnailOf({ data, width, height }: Bitmap, thumbnailWidth: number, signal: AbortSignal): Promise<Buffer> {
    return this.work(signal, async () =>
      small((await this.library())(data, { raw: { width, height, channels: 4 } }), thumbnailWidth),
    );
  }

  private async colors(path: string): Promise<ImageAnalysis['dominantColors']> {
    const sampled = (await this.open(path)).resize(COLOR_SAMPLE, COLOR_SAMPLE, {
      fit: 'inside',
      withoutEnlargement: true,
    });
    const pixels = await sampled
      .toColourspace('srgb')
      .ensureAlpha()
      .raw()
      .timeout({ seconds: LIMIT_SECONDS })
      .toBuffer();
    return dominantColors(pixels);
  }

  /** @param limitInputPixels false only to read a header, which decodes nothing */
  private async open(path: string, limitInputPixels: number | false = MOST_PIXELS): Promise<Sharp> {
    return (await this.library())(path, { failOn: 'error', sequentialRead: true, limitInputPixels });
  }

  /** Loaded when the first picture comes: the API has no pictures to look at. */
  private async library(): Promise<SharpLibrary> {
    if (this.sharp) return this.sharp;
    const { default: sharp } = await import('sharp');
    sharp.cache(false);
    sharp.concurrency(1);
    sharp.block({ operation: ['VipsForeignLoad'] });
    sharp.unblock({ operation: LOADERS });
    return (this.sharp = sharp);
  }

  /** Not waited for when the task is stopped: libvips ends by itself, at the latest after its own limit. */
  private work<Result>(signal: AbortSignal, job: () => Promise<Result>): Promise<Result> {
    const running = this.limit(() => (signal.throwIfAborted(), job().catch(refused)));
    return Promise.race([running, aborted(signal)]);
  }
}

function small(picture: Sharp, width: number): Promise<Buffer> {
  const size = { width, height: 2 * width, fit: 'inside', withoutEnlargement: true } as const;
  return picture.resize(size).webp({ quality: 80 }).timeout({ seconds: LIMIT_SECONDS }).toBuffer();
}

function tooLarge(width: number, height: number): string {
  return `The picture has ${width} × ${height} pixels; ${MOST_PIXELS} in all at most.`;
}

/** What libvips says names formats, never contents; its first line is enough. */
function refused(error: unknown): never {
  if (error instanceof InvalidInput || !(error instanceof Error)) throw error;
  if (/pixel limit/i.test(error.message))
    throw new InvalidInput(`The picture has too many pixels; ${MOST_PIXELS} at most.`, error);
  if (/timeout/i.test(error.message))
    throw new InvalidInput(`The picture takes longer than ${LIMIT_SECONDS} s to decode.`, error);
  throw new InvalidInput(`The picture is damaged or cut off (${reason(error.message)}).`, error);
}

function reason(message: string): string {
  return (message.split('\n').findLast((line) => line.trim()) ?? '')
    .replaceAll(/\S+/g, (word) => (word.includes('/') ? '…' : word))
    .slice(0, 120);
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason as Error);
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}
