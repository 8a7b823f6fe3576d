/** The key for servers that want one. It lives as long as the tab, and goes nowhere but to our own origin. */
const NAME = 'task-runner.key';
const WANTED = 'task-runner.key-wanted';

export function apiKey(): string | null {
  return sessionStorage.getItem(NAME);
}

export function keepApiKey(key: string): void {
  sessionStorage.setItem(NAME, key);
}

/** The server refused for want of a key, or of a better one. @param sent which key it refused; one that was replaced meanwhile is no news */
export function askForKey(sent: string | null): void {
  if (sent === apiKey()) window.dispatchEvent(new Event(WANTED));
}

/** @returns what ends it */
export function onKeyWanted(listen: () => void): () => void {
  window.addEventListener(WANTED, listen);
  return () => window.removeEventListener(WANTED, listen);
}

/** The headers that every request carries. */
export function keyHeaders(): Record<string, string> {
  const key = apiKey();
  return key ? { authorization: `Bearer ${key}` } : {};
}
