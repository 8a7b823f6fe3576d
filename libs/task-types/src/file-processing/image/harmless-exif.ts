import readExif from 'exif-reader';

/** All that is passed on: a list of what may be, so that nothing else ever is. */
const IMAGE_TAGS = ['Make', 'Model', 'Orientation', 'Software', 'DateTime'] as const;
const PHOTO_TAGS = [
  'DateTimeOriginal',
  'ExposureTime',
  'FNumber',
  'ISOSpeedRatings',
  'FocalLength',
  'LensModel',
  'Flash',
] as const;
const LONGEST = 100;

/** @returns null where there is none, or it cannot be read: a picture is none the worse for that */
export function harmlessExif(block: Buffer | undefined): Readonly<Record<string, string | number>> | null {
  if (!block) return null;
  try {
    const { Image = {}, Photo = {} } = readExif(block);
    const found = { ...picked(Image, IMAGE_TAGS), ...picked(Photo, PHOTO_TAGS) };
    return Object.keys(found).length > 0 ? found : null;
  } catch {
    return null;
  }
}

function picked(
  tags: Readonly<Record<string, unknown>>,
  names: readonly string[],
): Record<string, string | number> {
  const plain = names.map((name) => [name, plainValue(tags[name])] as const);
  return Object.fromEntries(
    plain.filter((entry): entry is readonly [string, string | number] => entry[1] !== null),
  );
}

function plainValue(value: unknown): string | number | null {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toISOString();
  if (typeof value !== 'string') return null;
  return (
    value
      .replaceAll(/\p{Cc}/gu, '')
      .trim()
      .slice(0, LONGEST) || null
  );
}
