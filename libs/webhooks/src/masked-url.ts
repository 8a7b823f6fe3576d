const MASK = '***';
/** A part of a path that is longer may be a token, as in the URLs of chats. */
const LONGEST_SHOWN = 15;

/**
 * A webhook's URL as answers show it: without its query and without the parts of its path that may be tokens.
 */
export function maskedUrl(url: string): string {
  if (!URL.canParse(url)) return MASK;
  const { origin, pathname, search } = new URL(url);
  const path = pathname
    .split('/')
    .map((part) => (part.length > LONGEST_SHOWN ? MASK : part))
    .join('/');
  return `${origin}${path}${search && `?${MASK}`}`;
}

/** Whether a URL is one that maskedUrl has made, and so says no longer where it went. */
export function isMasked(url: string): boolean {
  const { pathname, search } = new URL(url);
  return search === `?${MASK}` || pathname.split('/').includes(MASK);
}
