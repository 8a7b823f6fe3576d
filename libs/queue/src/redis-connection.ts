import type { RedisAddress } from '@app/config';
import { Cluster, type CommonRedisOptions, Redis } from 'ioredis';

export type RedisConnection = Redis | Cluster;

/** What is decided for a server, Sentinels and a cluster alike. */
export interface RedisSettings extends CommonRedisOptions {
  /** How long to wait before a connection is tried again, in milliseconds; null for never. */
  readonly retryStrategy: (attempt: number) => number | null;
}

/** Connects to what REDIS_URL names. */
export function connectRedis(address: RedisAddress, settings: RedisSettings): RedisConnection {
  const { kind, url, tls } = address;
  if (kind === 'sentinel') return throughSentinels(address, settings);
  if (kind === 'cluster') return toCluster(address, settings);
  return new Redis(url, { ...settings, ...(tls && { tls }) });
}

function throughSentinels(address: RedisAddress, settings: RedisSettings): Redis {
  const { nodes, master, username, password, database, tls } = address;
  return new Redis({
    ...settings,
    sentinels: [...nodes],
    name: master,
    username,
    password,
    db: database,
    sentinelUsername: address.sentinelUsername,
    sentinelPassword: address.sentinelPassword,
    sentinelRetryStrategy: settings.retryStrategy,
    failoverDetector: true, // else a master that was cut off would keep its connections
    ...(tls && { tls, sentinelTLS: tls, enableTLSForSentinelMode: true }),
  });
}

function toCluster(
  { nodes, username, password, tls }: RedisAddress,
  { retryStrategy, lazyConnect, ...settings }: RedisSettings,
): Cluster {
  return new Cluster([...nodes], {
    clusterRetryStrategy: retryStrategy,
    lazyConnect,
    redisOptions: { ...settings, username, password, ...(tls && { tls }) },
    // an address that was looked up is not the name in the certificate
    ...(tls && { dnsLookup: (host, done) => done(null, host) }),
  });
}
