/** What was typed into the box, taken apart. */
export interface SearchText {
  readonly words: string;
  /** Filters by their names in the address. */
  readonly filters: Readonly<Record<string, readonly string[]>>;
}

/** Names that may be typed before a colon, and the filter that each means. */
const NAMED: Readonly<Record<string, string>> = {
  tag: 'tag',
  type: 'type',
  queue: 'queue',
  status: 'status',
  worker: 'worker',
  error: 'errorCode',
  code: 'errorCode',
  schedule: 'schedule',
};

/** `tag:news`, `customer=42`, `customer="Ada Lovelace"`; everything else is words. */
const TOKEN = /(?<!\S)(?:(?<name>[a-z]+):|(?<key>[\w.-]+)=)(?:"(?<quoted>[^"]*)"|(?<plain>\S+))/gi;

/** @example searchIn('late tag:news customer=42') // words `late`, filters tag and metadata.customer */
export function searchIn(text: string): SearchText {
  const filters: Record<string, string[]> = {};
  const words = text.replace(TOKEN, (token: string, ...found: unknown[]) => {
    const { name, key, quoted, plain } = found.at(-1) as Record<
      'name' | 'key' | 'quoted' | 'plain',
      string | undefined
    >;
    const filter = key === undefined ? NAMED[name?.toLowerCase() ?? ''] : `metadata.${key}`;
    const value = quoted ?? plain;
    if (!filter || !value) return token;
    (filters[filter] ??= []).push(filter === 'status' ? value.toUpperCase() : value);
    return '';
  });
  return { words: words.replace(/\s+/g, ' ').trim(), filters };
}
