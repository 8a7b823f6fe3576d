import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { ProxyServer } from '../../../../test/support/proxy-server.js';
import { WebhookClient } from './webhook-client.js';

const MESSAGE = { body: '{"type":"task.completed"}', headers: { 'webhook-id': 'x' } };
const never = new AbortController().signal;

/** One byte at a time, for ever. */
function drip(socket: Socket, start: string): void {
  socket.write(start);
  const dripping = setInterval(() => socket.write('x'), 20);
  socket.once('close', () => clearInterval(dripping)).on('error', () => undefined);
}

describe('WebhookClient', () => {
  let server: Server;
  let port: number;
  let answer: RequestListener;
  let requests: number;
  let proxies: { http: string | null; https: string | null; none: string };
  const clients: WebhookClient[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      requests += 1;
      answer(request, response);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    port = (server.address() as AddressInfo).port;
  });
  beforeEach(() => {
    requests = 0;
    proxies = { http: null, https: null, none: '' };
    answer = (_, response) => void response.end();
  });
  afterAll(async () => {
    await Promise.all(clients.map((client) => client.onApplicationShutdown()));
    server.closeAllConnections();
    server.close();
  });

  /** @param addresses what every name stands for, each look-up in turn */
  function client(
    allowPrivateAddresses: boolean,
    addresses: readonly string[][] = [],
    timeoutMs = 2_000,
  ): WebhookClient {
    let calls = 0;
    const next = () => addresses[Math.min(calls++, addresses.length - 1)] ?? [];
    const lookup = async () => next().map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    const made = new WebhookClient(
      { secret: null, retryDelaysMs: [], allowPrivateAddresses, timeoutMs, proxies },
      addresses.length > 0 ? lookup : undefined,
    );
    clients.push(made);
    return made;
  }
  const post = (one: WebhookClient, host = 'hooks.example.com', stop = never) =>
    one.post(`http://${host}:${port}/hook?a=1`, MESSAGE, stop);
  const forbidden = { error: { code: 'forbidden_address', message: expect.any(String) } };

  it('sends the message as it is', async () => {
    let seen: unknown;
    answer = (request, response) => {
      const chunks: Buffer[] = [];
      request
        .on('data', (chunk: Buffer) => chunks.push(chunk))
        .on('end', () => {
          seen = [
            request.method,
            request.url,
            request.headers['webhook-id'],
            Buffer.concat(chunks).toString(),
            request.headers.host,
          ];
          response.writeHead(204).end();
        });
    };
    expect(await post(client(true), '127.0.0.1')).toEqual({ status: 204, retryAfter: undefined });
    expect(seen).toEqual(['POST', '/hook?a=1', 'x', MESSAGE.body, `127.0.0.1:${port}`]);
  });

  it.each([['127.0.0.1'], ['[::1]'], ['2130706433'], ['[::ffff:127.0.0.1]'], ['localhost']])(
    'does not connect to %s',
    async (host) => {
      expect(await post(client(false), host)).toEqual(forbidden);
      expect(requests).toBe(0);
    },
  );

  it.each([
    [['127.0.0.1']],
    [['::1']],
    [['8.8.8.8', '127.0.0.1']],
    [['::ffff:127.0.0.1']],
    [['64:ff9b::7f00:1']],
    [[]],
  ])('does not connect to a name that stands for %j', async (addresses) => {
    expect(await post(client(false, [addresses]))).toEqual(forbidden);
    expect(requests).toBe(0);
  });

  it('looks every name up anew, and connects to what it then checked', async () => {
    const rebound = client(true, [['127.0.0.1'], ['169.254.169.254']]);
    const host = 'rebound.example.com'; // what another test gave up may still come in
    let came = 0;
    answer = ({ headers }, response) => {
      if (headers.host?.startsWith(host)) came += 1;
      response.end();
    };
    expect(await post(rebound, host)).toMatchObject({ status: 200 });
    expect(await post(rebound, host)).toEqual(forbidden);
    expect(came).toBe(1);
  });

  it('follows no redirect', async () => {
    answer = (_, response) => void response.writeHead(307, { location: '/elsewhere' }).end();
    expect(await post(client(true), '127.0.0.1')).toMatchObject({ status: 307 });
    expect(requests).toBe(1);
  });

  it('reads no more of an answer than a little', async () => {
    answer = (_, response) => {
      response.writeHead(200);
      const pump = (): void => void (response.destroyed || response.write('x'.repeat(65_536), pump));
      pump();
    };
    expect(await post(client(true), '127.0.0.1')).toMatchObject({ status: 200 });
  });

  it('waits for an answer so long and no longer', async () => {
    answer = () => undefined;
    expect(await post(client(true, [], 100), '127.0.0.1')).toMatchObject({ error: { code: 'timeout' } });
  });

  it('keeps its limit while headers drip, and counts a 200 whose body never ends as an answer, closing the connection', async () => {
    answer = (request) => drip(request.socket, 'HTTP/1.1 200 OK\r\nx-slow: ');
    expect(await post(client(true, [], 300), '127.0.0.1')).toMatchObject({ error: { code: 'timeout' } });
    const closed = new Promise<void>((resolve) => {
      answer = (request, response) => {
        request.socket.once('close', resolve);
        response.writeHead(200).write('so far');
      };
    });
    expect(await post(client(true, [], 20_000), '127.0.0.1')).toMatchObject({ status: 200 });
    await closed;
    expect(requests).toBe(2);
  });

  // nodejs/node 57736: on Node 20 the collector took the timer of AbortSignal.timeout under AbortSignal.any.
  it('keeps its limit while memory is collected', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    answer = () => undefined;
    const one = client(true, [], 300);
    const sent = Promise.all(Array.from({ length: 40 }, () => post(one, '127.0.0.1')));
    const collecting = setInterval(collect, 20);
    const limit = delay(10_000, 'still open');
    expect(await Promise.race([sent, limit])).toEqual(
      Array.from({ length: 40 }, () => ({ error: expect.objectContaining({ code: 'timeout' }) })),
    );
    clearInterval(collecting);
  });

  it('says what went wrong without what was said', async () => {
    answer = (request) => void request.socket.destroy();
    expect(await post(client(true), '127.0.0.1')).toMatchObject({ error: { code: 'connection' } });
    answer = (_, response) => void response.socket?.end('SSH-2.0-secret\r\n');
    const odd = await post(client(true), '127.0.0.1');
    expect(odd).toMatchObject({ error: { code: 'connection' } });
    expect(JSON.stringify(odd)).not.toMatch(/secret|127/);
    expect(await client(true).post(`https://127.0.0.1:${port}/`, MESSAGE, never)).toMatchObject({
      error: expect.anything(),
    });
  });

  it('rejects when its worker stops', async () => {
    const stop = new AbortController();
    answer = () => stop.abort();
    await expect(post(client(true), '127.0.0.1', stop.signal)).rejects.toThrow();
  });

  it('has many under way to one host at once', async () => {
    let open = 0;
    const held: (() => void)[] = [];
    answer = (_, response) => {
      open += 1;
      held.push(() => response.end());
      if (open === 5) held.forEach((end) => end());
    };
    const one = client(true);
    expect(await Promise.all(Array.from({ length: 5 }, () => post(one, '127.0.0.1')))).toHaveLength(5);
  });

  describe('with a proxy', () => {
    let proxy: ProxyServer;

    beforeEach(async () => {
      proxy = await ProxyServer.start();
      proxies = { http: proxy.url.replace('//', '//user:p%40ss@'), https: null, none: '' };
    });
    afterEach(() => proxy.stop());

    it('asks it for the address that was checked, not for the name', async () => {
      let host: unknown;
      answer = (request, response) => {
        host = request.headers.host;
        response.writeHead(204).end();
      };
      expect(await post(client(true, [['127.0.0.1']]))).toEqual({ status: 204, retryAfter: undefined });
      expect(proxy.asked).toEqual([`127.0.0.1:${port}`]);
      expect(host).toBe(`hooks.example.com:${port}`);
      expect(proxy.credentials).toEqual([`Basic ${Buffer.from('user:p@ss').toString('base64')}`]);
    });

    it.each([[['127.0.0.1']], [['8.8.8.8', '169.254.169.254']], [[]]])(
      'does not ask it for a name that stands for %j',
      async (addresses) => {
        expect(await post(client(false, [addresses]))).toEqual(forbidden);
        expect(await post(client(false), '127.0.0.1')).toEqual(forbidden);
        expect([proxy.asked, requests]).toEqual([[], 0]);
      },
    );

    it('leaves it out for what NO_PROXY names', async () => {
      proxies = { ...proxies, none: 'example.com' };
      expect(await post(client(true, [['127.0.0.1']]))).toMatchObject({ status: 200 });
      expect([proxy.asked, requests]).toEqual([[], 1]);
    });

    it('says that the proxy refused', async () => {
      proxy.refusal = 407;
      expect(await post(client(true, [['127.0.0.1']]))).toMatchObject({
        error: { code: 'proxy', message: expect.stringContaining('407') },
      });
    });
  });
});
