import { redisAddress } from './redis-url.js';

it('reads a single server, whose address a driver takes as it is', () => {
  expect(redisAddress('redis://me:p%2Fw@one:6380/3?family=6')).toMatchObject({
    kind: 'server',
    url: 'redis://me:p%2Fw@one:6380/3?family=6',
    database: 3,
    tls: null,
  });
});

it('reads Sentinels, with user and password of their own', () => {
  expect(
    redisAddress('redis-sentinel://me:p%2Fw@one,[::1]:26380/2?master=tasks&sentinelPassword=hush'),
  ).toMatchObject({
    kind: 'sentinel',
    nodes: [
      { host: 'one', port: 26379 },
      { host: '::1', port: 26380 },
    ],
    master: 'tasks',
    username: 'me',
    password: 'p/w',
    sentinelUsername: undefined,
    sentinelPassword: 'hush',
    database: 2,
  });
});

it('reads some nodes of a cluster, with TLS', () => {
  expect(redisAddress('rediss-cluster://:hush@one:7000,two:7001')).toMatchObject({
    kind: 'cluster',
    nodes: [
      { host: 'one', port: 7000 },
      { host: 'two', port: 7001 },
    ],
    username: undefined,
    password: 'hush',
    database: 0,
    tls: {},
  });
});

it('knows no Redis where there is no address', () => expect(redisAddress(undefined)).toBeNull());
