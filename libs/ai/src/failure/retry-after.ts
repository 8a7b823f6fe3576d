const LONGEST_MS = 24 * 60 * 60 * 1000;

/**
 * How long a provider asks to wait, in milliseconds, at most a day. Reads `retry-after-ms` (OpenAI, Azure)
 * and `retry-after` in seconds or as an HTTP date (RFC 9110, section 10.2.3).
 */
export function retryAfterMs(
  headers: Readonly<Record<string, string | undefined>> = {},
  now = Date.now(),
): number | undefined {
  const candidates = [
    amount(headers['retry-after-ms']),
    seconds(headers['retry-after']),
    until(headers['retry-after'], now),
  ];
  const waitMs = candidates.find((candidate) => candidate !== undefined);
  return waitMs === undefined ? undefined : Math.min(Math.max(0, Math.ceil(waitMs)), LONGEST_MS);
}

function amount(text: string | undefined): number | undefined {
  return text && /^\s*\d+(\.\d+)?\s*$/.test(text) ? Number(text) : undefined;
}

function seconds(text: string | undefined): number | undefined {
  const value = amount(text);
  return value === undefined ? undefined : value * 1000;
}

function until(text: string | undefined, now: number): number | undefined {
  const date = text && /[a-z]/i.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(date) ? undefined : date - now;
}
