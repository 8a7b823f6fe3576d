/**
 * Why Redis takes nothing at the moment although it answers, by the first word of its error. All of these
 * pass by themselves.
 */
const REDIS_PROBLEMS: readonly (readonly [pattern: RegExp, problem: string])[] = [
  [
    /^READONLY\b/,
    'this Redis is a replica and takes no writes (READONLY); waiting for a failover to end, or REDIS_URL names the wrong server',
  ],
  [/^OOM\b/, 'Redis is full (OOM); raise maxmemory, or look what else fills it'],
  [
    /^MISCONF\b/,
    'Redis takes no writes, because it cannot save to its disk (MISCONF); look at its log and its disk',
  ],
  [/^LOADING\b/, 'Redis is loading its data (LOADING)'],
  [/^MASTERDOWN\b/, 'this Redis is a replica that has lost its master (MASTERDOWN)'],
  [/^CLUSTERDOWN\b/, 'the Redis cluster is down (CLUSTERDOWN)'],
  [
    /^(NOAUTH|WRONGPASS|NOPERM)\b/,
    'Redis refuses the user or password of REDIS_URL, or does not let it write',
  ],
];

export const NO_ANSWER = 'the broker does not answer';

/** What an operator should know of a broker that takes nothing. Its own words may hold what it was given. */
export function brokerProblem(error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  return REDIS_PROBLEMS.find(([pattern]) => pattern.test(message))?.[1] ?? NO_ANSWER;
}

/**
 * Whether another connection may lead to a server that takes writes: after a failover the old one may stay
 * open.
 */
export function asksForReconnect({ message }: Error): boolean {
  return /^(READONLY|LOADING|MASTERDOWN|CLUSTERDOWN)\b/.test(message);
}
