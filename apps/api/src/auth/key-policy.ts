import type { Configuration } from '@app/config';
import { isLoopback } from './loopback.js';

/**
 * Whether a caller has to show a key: where keys are set they count, also on loopback, which a proxy may open
 * to the world.
 */
export function keysNeeded({ api, auth }: Configuration): boolean {
  if (auth.mode === 'auto') return auth.keys.length > 0 || !isLoopback(api.host);
  return auth.mode === 'required';
}

/** Why the API must not start with this configuration, and what to do; null where it may. */
export function authProblem(configuration: Configuration): string | null {
  const { api, auth } = configuration;
  if (!keysNeeded(configuration) || auth.keys.length > 0) return null;
  const reason =
    auth.mode === 'required'
      ? 'AUTH=required needs keys'
      : `HOST is ${api.host}, so that others could reach the API without a key`;
  const wayBack =
    auth.mode === 'required'
      ? 'set AUTH=auto and HOST=127.0.0.1'
      : 'set HOST=127.0.0.1 to be reached from this machine only';
  return `API_KEYS: is empty, but ${reason}. Set API_KEYS=name:key, or ${wayBack}, or set AUTH=off to stand open on purpose`;
}
