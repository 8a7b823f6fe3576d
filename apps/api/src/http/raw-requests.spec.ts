import type { AddressInfo } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type FakeTasks, startHttp } from '../../../../test/support/http-alone.js';
import { type RawAnswer, sendRaw } from '../../../../test/support/raw-http.js';

const HOST = 'host: localhost:3000';
const JSON_TYPE = 'content-type: application/json';
const raw = (...lines: string[]): string => [...lines, '', ''].join('\r\n');
const get = (...headers: string[]): string => raw('GET /api/v1/tasks HTTP/1.1', HOST, ...headers);
const post = (...headers: string[]): string =>
  raw('POST /api/v1/tasks HTTP/1.1', HOST, JSON_TYPE, ...headers);
const chunked = (text: string): string => `${post('transfer-encoding: chunked')}${text}`;
const many = (count: number): string[] => Array.from({ length: count }, (_, at) => `a${at}: b`);

/**
 * What comes, and the statuses with which it may be answered; 0: the connection is closed without an answer.
 */
const CASES: readonly (readonly [string, string | Buffer, readonly number[]])[] = [
  ['a line without a version', raw('GET /api/v1/tasks'), [403]],
  ['a method in small letters', raw('get /api/v1/tasks HTTP/1.1', HOST), [400]],
  ['an unknown method', raw('BREW /api/v1/tasks HTTP/1.1', HOST), [400]],
  ['a blank in the path', raw('GET /api/v1/ta sks HTTP/1.1', HOST), [400]],
  ['a path without a slash', raw('GET api/v1/tasks HTTP/1.1', HOST), [400, 404]],
  ['HTTP/3.0', raw('GET /api/v1/tasks HTTP/3.0', HOST), [400]],
  ['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', [400]],
  ['a greeting of TLS', Buffer.from('16030100a5010000a10303', 'hex'), [400]],
  ['bytes of all kinds', Buffer.from(Array.from({ length: 256 }, (_, at) => at)), [400]],
  ['no Host', raw('GET /api/v1/tasks HTTP/1.1'), [400]],
  ['a blank before the colon', get('x : y'), [400]],
  ['a header that goes on in the next line', get('x: a', ' b'), [400]],
  ['a NUL in a header', get('x: a\0b'), [400]],
  ['a name that is none', get('x(): y'), [400]],
  ['a header without a colon', get('abc'), [400]],
  ['line feeds alone', `GET /api/v1/tasks HTTP/1.1\n${HOST}\n\n`, [200, 400]],
  ['3,000 headers', get(...many(3_000)), [431]],
  ['a length below 0', post('content-length: -1'), [400]],
  ['a length with a sign', post('content-length: +1'), [400]],
  ['two lengths in one', post('content-length: 1, 1'), [400]],
  ['two lengths that differ', post('content-length: 1', 'content-length: 2'), [400]],
  ['two lengths that are equal', post('content-length: 2', 'content-length: 2') + '{}', [400]],
  ['a length that no number holds', post(`content-length: ${'9'.repeat(30)}`), [400]],
  ['a length and chunks', post('content-length: 2', 'transfer-encoding: chunked') + '{}', [400]],
  [
    'chunks that are not the last encoding',
    post('transfer-encoding: chunked, gzip') + '2\r\n{}\r\n0\r\n\r\n',
    [400],
  ],
  ['chunks twice', post('transfer-encoding: chunked', 'transfer-encoding: chunked') + '0\r\n\r\n', [400]],
  ['a transfer encoding that is unknown', post('transfer-encoding: xchunked') + '{}', [400]],
  ['a chunk of a size that is no number', chunked('zz\r\n{}\r\n'), [400]],
  ['a chunk of a size that no number holds', chunked(`${'F'.repeat(20)}\r\n{}\r\n`), [400]],
  ['a chunk of a size below 0', chunked('-2\r\n{}\r\n'), [400]],
  ['a chunk that is longer than it says', chunked('2\r\n{}abc\r\n0\r\n\r\n'), [400]],
  ['a chunk with an extension of 100 KB', chunked(`2;${'a'.repeat(100_000)}\r\n{}\r\n0\r\n\r\n`), [413]],
  ['trailers of 100 KB', chunked(`2\r\n{}\r\n0\r\nx: ${'a'.repeat(100_000)}\r\n\r\n`), [400, 431]],
  ['an expectation that is unknown', post('expect: a-miracle', 'content-length: 2') + '{}', [400]],
  ['CONNECT', raw('CONNECT localhost:22 HTTP/1.1', HOST), [0, 400, 404, 405]],
  ['OPTIONS for all', raw('OPTIONS * HTTP/1.1', HOST), [404]],
  [
    'an upgrade to WebSocket',
    get('connection: upgrade', 'upgrade: websocket', 'sec-websocket-key: x'),
    [200],
  ],
  [
    'an upgrade to HTTP/2',
    get('connection: upgrade, http2-settings', 'upgrade: h2c', 'http2-settings: AAMAAABkAAQAAP__'),
    [200],
  ],
  ['an absolute URL', raw('GET http://localhost:3000/api/v1/tasks HTTP/1.1', HOST), [200, 404]],
  [
    'an absolute URL of another host',
    raw('GET http://evil.example/api/v1/tasks HTTP/1.1', HOST),
    [200, 400, 403, 404],
  ],
  ['two hosts', raw('GET /api/v1/tasks HTTP/1.1', HOST, 'host: evil.example'), [200, 400, 403]],
  ['HTTP/1.0', raw('GET /api/v1/tasks HTTP/1.0', HOST), [200]],
  ['HTTP/1.0 without a Host', raw('GET /api/v1/tasks HTTP/1.0'), [403]],
];

describe('a request as no client would send it', () => {
  let app: NestFastifyApplication;
  let tasks: FakeTasks;
  let port: number;
  beforeAll(async () => {
    ({ app, tasks } = await startHttp());
    await app.listen(0, '127.0.0.1');
    ({ port } = app.getHttpServer().address() as AddressInfo);
  });
  afterAll(() => app.close());

  const isWhole = ({ text }: RawAnswer): boolean => text.includes('\r\n\r\n');
  const exchange = (...pieces: (string | Buffer)[]): Promise<RawAnswer> => sendRaw(port, pieces);
  const isAlive = async (): Promise<boolean> =>
    (await exchange(raw('GET /health/live HTTP/1.1', HOST))).status === 200;

  it.each(CASES)('%s: is answered or closed, and the server lives on', async (_, sent, statuses) => {
    const answer = await exchange(sent);
    expect(statuses).toContain(answer.status);
    expect(answer.error).toBeNull();
    if (answer.status >= 400)
      expect([isWhole(answer), answer.text.includes('application/problem+json')]).toEqual([true, true]);
    if (answer.status > 0) expect(/^x-request-id: /im.test(answer.text)).toBe(true);
    expect(await isAlive()).toBe(true);
  });

  it('tells a client that waits to go on, and reads its body then', async () => {
    const body = '{"prompt":"Hi"}';
    const head = post('expect: 100-continue', `content-length: ${body.length}`);
    const { text } = await sendRaw(port, [head, body], (seen) => seen.includes('HTTP/1.1 201'));
    expect(text.startsWith('HTTP/1.1 100 Continue')).toBe(true);
  });

  it('does not ask for a body that it will not read', async () => {
    const { status } = await sendRaw(port, [
      raw('POST /api/v1/nothing HTTP/1.1', HOST, 'expect: 100-continue', 'content-length: 9'),
    ]);
    expect(status).toBe(404);
  });

  it('answers what was sent at once in the order in which it was sent', async () => {
    const sent = Array.from({ length: 50 }, (_, at) => get(`x-request-id: number-${at}`)).join('');
    const { text } = await sendRaw(port, [sent], (seen) => seen.includes('number-49'));
    expect([...text.matchAll(/^x-request-id: number-(\d+)/gim)].map(([, at]) => Number(at))).toEqual(
      Array.from({ length: 50 }, (_, at) => at),
    );
  });

  it('works on one request of a connection at a time, however many came at once', async () => {
    const list = tasks.list.bind(tasks);
    let [running, most] = [0, 0];
    tasks.list = async () => {
      most = Math.max(most, (running += 1));
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      return list();
    };
    const sent = Array.from({ length: 500 }, (_, at) => get(`x-request-id: number-${at}`)).join('');
    await sendRaw(port, [sent], (seen) => seen.includes('number-499'));
    tasks.list = list;
    expect([running, most]).toEqual([0, 1]);
  });

  it('lives on when clients break off, wherever they are', async () => {
    const form = raw(
      'POST /api/v1/files HTTP/1.1',
      HOST,
      'content-type: multipart/form-data; boundary=x',
      'content-length: 1000',
    );
    const whole = `${form}--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nabc`;
    for (const sent of [get(), post('content-length: 100') + '{"a', chunked('5\r\nab'), whole]) {
      for (let length = 1; length <= sent.length; length += 17)
        await sendRaw(port, [sent.slice(0, length)], () => true, { breakOff: true });
    }
    expect(await isAlive()).toBe(true);
  });
});
