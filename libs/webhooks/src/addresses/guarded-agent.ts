import type { Configuration } from '@app/config';
import type { Agent } from 'undici';
import type { NameLookup } from './guarded-connector.js';

/** Beyond a deadline. */
const LATER_MS = 1_000;

export interface GuardedAgentOptions extends Pick<
  Configuration['webhooks'],
  'allowPrivateAddresses' | 'proxies'
> {
  /** For name, address and connection together. */
  readonly connectMs: number;
  /** The longest that an answer may take; whoever asks has a deadline of their own. */
  readonly answerMs: number;
  readonly lookup?: NameLookup | undefined;
}

/**
 * For requests to destinations that others have chosen: goes to allowed addresses only, by the proxies of
 * this installation, and follows no redirects. undici is loaded with the first one: most processes make none.
 */
export async function guardedAgent(options: GuardedAgentOptions): Promise<Agent> {
  const [{ Agent: UndiciAgent }, { guardedConnector }] = await Promise.all([
    import('undici'),
    import('./guarded-connector.js'),
  ]);
  const { allowPrivateAddresses: allowPrivate, proxies, lookup, connectMs, answerMs } = options;
  // Without pipelining no connection is kept: every try looks its address up anew, and none meets a
  // connection that just closed.
  const connect = guardedConnector({ allowPrivate, timeoutMs: connectMs, proxies, lookup });
  // The deadline comes first; undici's own limits, 5 minutes each by default, stand behind it.
  const limits = { headersTimeout: answerMs + LATER_MS, bodyTimeout: answerMs + LATER_MS };
  return new UndiciAgent({ connect, pipelining: 0, ...limits });
}
