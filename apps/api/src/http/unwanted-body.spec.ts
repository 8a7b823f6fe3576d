import type { AddressInfo } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { startHttp } from '../../../../test/support/http-alone.js';
import { sendRaw } from '../../../../test/support/raw-http.js';

const ID = '01920000-0000-7000-8000-000000000000';
const BODIES: readonly (readonly [string, Record<string, string>])[] = [
  ['{"a":', { 'content-type': 'application/json' }],
  ['hello', { 'content-type': 'text/plain' }],
  ['x', { 'content-type': 'application/json', 'content-encoding': 'br' }],
  ['--x--', { 'content-type': 'multipart/form-data; boundary=x' }],
  ['x'.repeat(3 * 1024 * 1024), { 'content-type': 'no type at all' }],
];

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly requestBody?: object }>>>>;
}

describe('a body where none belongs', () => {
  let app: NestFastifyApplication;
  beforeAll(async () => ({ app } = await startHttp()));
  afterAll(() => app.close());

  const send = (method: string, url: string, payload?: string, headers = {}) =>
    app.inject({ method: method as 'POST', url, payload, headers: { host: 'localhost', ...headers } });

  /** Every operation of the document that describes no body, but for streams, which have no end. */
  const bodyless = async (): Promise<[method: string, url: string][]> => {
    const { paths } = (await send('GET', '/docs-json')).json<Document>();
    return Object.entries(paths)
      .filter(([path]) => !path.endsWith('/events'))
      .flatMap(([path, methods]) =>
        Object.keys(methods)
          .filter((method) => !methods[method]?.requestBody)
          .map((method): [string, string] => [method.toUpperCase(), path.replaceAll(/\{\w+\}/g, ID)]),
      );
  };

  it('changes nothing in any answer, whatever it is', async () => {
    const operations = await bodyless();
    expect(operations.filter(([method]) => method === 'POST').length).toBeGreaterThan(8);
    for (const [method, url] of operations) {
      const { statusCode } = await send(method, url);
      for (const [payload, headers] of BODIES)
        expect([method, url, (await send(method, url, payload, headers)).statusCode]).toEqual([
          method,
          url,
          statusCode,
        ]);
    }
  });

  it('is read to its end, so that the connection goes on', async () => {
    await app.listen(0, '127.0.0.1');
    const { port } = app.getHttpServer().address() as AddressInfo;
    const body = Buffer.alloc(3 * 1024 * 1024, 'x');
    const first = [
      `POST /api/v1/tasks/${ID}/cancel HTTP/1.1`,
      'host: localhost',
      `content-length: ${body.length}`,
      '',
      '',
    ].join('\r\n');
    const second = ['GET /health/live HTTP/1.1', 'host: localhost', 'connection: close', '', ''].join('\r\n');
    const { text, error } = await sendRaw(port, [first, body, second], () => false);
    expect([text.match(/HTTP\/1\.1 \d+/g), error]).toEqual([['HTTP/1.1 409', 'HTTP/1.1 200'], null]);
  });
});
