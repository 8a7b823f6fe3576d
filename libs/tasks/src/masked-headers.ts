const MASK = '***';
/** Names of headers that usually carry a secret. */
const SECRET = /auth|cookie|credential|key|password|secret|session|signature|token/i;

/** An input as lists show it: its headers, where it has any, without values that may be secrets. */
export function withMaskedHeaders<Input extends object>(input: Input): Input {
  const { headers } = input as { headers?: unknown };
  if (typeof headers !== 'object' || headers === null || Array.isArray(headers)) return input;
  if (!Object.keys(headers).some((name) => SECRET.test(name))) return input;
  const masked = Object.entries(headers).map(([name, value]: [string, unknown]) => [
    name,
    SECRET.test(name) ? MASK : value,
  ]);
  return { ...input, headers: Object.fromEntries(masked) as object };
}
