/**
 * What an answer that is data may load, and who may frame it: nothing, and nobody. Pages and files have
 * policies of their own.
 */
const NOTHING = "default-src 'none'; frame-ancestors 'none'";

/** What Swagger UI needs: its own files, its inline styles and pictures, and this API. */
const DOCS = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * Headers for browsers: no guessing of types, no frames, no use by pages of other origins.
 * @param route the one that matched
 */
export function safetyHeaders(route: string | undefined): Record<string, string> {
  return {
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'content-security-policy': route === '/docs' || route?.startsWith('/docs/') ? DOCS : NOTHING,
  };
}
