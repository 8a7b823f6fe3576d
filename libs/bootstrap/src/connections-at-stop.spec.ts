import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import fastify, { type FastifyInstance } from 'fastify';
import { closeConnectionsOnStop } from './connections-at-stop.js';

const get = (path: string): string => `GET ${path} HTTP/1.1\r\nhost: localhost\r\n\r\n`;

describe('a server that stops', () => {
  let server: FastifyInstance;
  let answer: () => void;
  let arrived: Promise<unknown>;
  const sockets: Socket[] = [];

  beforeEach(async () => {
    server = fastify();
    closeConnectionsOnStop(server, 20);
    server.get('/', async () => 'quick');
    server.post('/', async () => 'whole');
    const held = new Promise<void>((resolve) => (answer = resolve));
    server.get('/slow', () => held.then(() => 'slow'));
    arrived = once(server.server, 'request');
    await server.listen({ port: 0, host: '127.0.0.1' });
  });
  afterEach(() => sockets.splice(0).forEach((socket) => socket.destroy()));

  /** A connection, and all that comes on it until its end. */
  const open = async (text: string): Promise<{ received: Promise<string> }> => {
    const socket = connect((server.server.address() as AddressInfo).port, '127.0.0.1');
    sockets.push(socket);
    const taken = once(server.server, 'connection');
    let received = '';
    socket.setEncoding('utf8').on('data', (piece: string) => (received += piece));
    socket.on('error', () => undefined).write(text);
    await taken;
    return { received: once(socket, 'close').then(() => received) };
  };

  it.each([
    ['nothing came', ''],
    ['half a request came', 'GET /ta'],
  ])('closes a connection on which %s', async (_, text) => {
    const { received } = await open(text);
    await server.close();
    expect(await received).toBe('');
  });

  it('closes one that was kept, with half of the next request', async () => {
    const { received } = await open(`${get('/')}GET /ta`);
    await arrived;
    await server.close();
    expect(await received).toMatch(/quick$/);
  });

  it('answers what it has in hand, and says that it closes', async () => {
    const { received } = await open(get('/slow'));
    await arrived;
    const closed = server.close();
    await new Promise(setImmediate);
    answer();
    await closed;
    expect(await received).toMatch(/connection: close[^]*slow$/i);
  });

  it('waits for a moment only for a body that does not come', async () => {
    const { received } = await open(
      'POST / HTTP/1.1\r\nhost: x\r\ncontent-type: text/plain\r\ncontent-length: 9\r\n\r\nabc',
    );
    await arrived;
    await server.close();
    expect(await received).not.toContain('whole');
  });
});
