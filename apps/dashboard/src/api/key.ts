/** The key for servers that want one. It lives as long as the tab, and goes nowhere but to our own origin. */
const NAME = 'task-runner.key';
const WANTED = 'task-runner.key-wanted';
const BY_READER = 'reader';

export function apiKey(): string | null {
  return sessionStorage.getItem(NAME);
}

export function keepApiKey(key: string): void {
  sessionStorage.setItem(NAME, key);
}

/**
 * The server refused for want of a key, or of a better one.
 * @param sent which key it refused; one that was replaced meanwhile is no news
 */
export function askForKey(sent: string | null): void {
  if (sent === apiKey()) window.dispatchEvent(new Event(WANTED));
}

/** A reader wants to enter a key now. */
export function enterKey(): void {
  window.dispatchEvent(new CustomEvent(WANTED, { detail: BY_READER }));
}

/** @param listen gets whether the reader asked for it, or the server @returns what ends it */
export function onKeyWanted(listen: (byReader: boolean) => void): () => void {
  const heard = (event: Event): void => listen((event as CustomEvent<unknown>).detail === BY_READER);
  window.addEventListener(WANTED, heard);
  return () => window.removeEventListener(WANTED, heard);
}

/** The headers that every request carries. */
export function keyHeaders(): Record<string, string> {
  const key = apiKey();
  return key ? { authorization: `Bearer ${key}` } : {};
}
