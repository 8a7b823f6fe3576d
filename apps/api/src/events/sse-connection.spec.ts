import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { SseConnection } from './sse-connection.js';

const STUCK_MS = 150;
const DATA = JSON.stringify({ text: 'x'.repeat(100_000) });

describe('SseConnection', () => {
  let server: Server;
  let client: Socket;
  let connection: SseConnection;
  let response: ServerResponse;
  let told: string[];

  beforeEach(async () => {
    const heard: string[] = [];
    told = heard;
    server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const asked = once(server, 'request');
    client = connect((server.address() as AddressInfo).port, '127.0.0.1');
    client.write('GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n');
    [, response] = (await asked) as [unknown, ServerResponse];
    connection = new SseConnection(response, STUCK_MS);
    connection.feedFrom({ goOn: () => void heard.push('go on'), leave: () => void heard.push('leave') });
  });
  afterEach(async () => {
    client.destroy();
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });

  /** Sends until the client, which reads nothing, has all that its machine takes for it. @returns bytes */
  const fill = async (): Promise<number> => {
    let sent = 0;
    for (let id = 1; connection.isReady || (await delay(20), connection.isReady); id += 1) {
      connection.send({ id, event: 'delta', data: DATA });
      sent += DATA.length;
    }
    return sent;
  };

  it('takes no more than it may hold for a client that does not read, and drops it with a comment', async () => {
    client.pause();
    const sent = await fill();
    expect(response.writableLength).toBeLessThan(64 * 1024 + 2 * DATA.length);
    while (!told.includes('leave')) await delay(10);
    expect(connection.isReady).toBe(false);
    let received = '';
    client.setEncoding('latin1').on('data', (text: string) => (received += text));
    client.resume();
    await once(client, 'close');
    expect(received.length).toBeGreaterThan(sent);
    expect(received).toContain(': dropped: the events were not read');
  });

  it('goes on when a slow client has read', async () => {
    client.pause();
    await fill();
    told.length = 0;
    client.resume();
    while (!connection.isReady) await delay(5);
    while (!told.includes('go on')) await delay(5);
    expect(told).not.toContain('leave');
  });

  it('keeps a client that has read all there was, however quiet it is', async () => {
    client.resume();
    connection.comment('hello');
    await delay(3 * STUCK_MS);
    expect([connection.isReady, told.includes('leave')]).toEqual([true, false]);
  });

  it('leaves the stream when the client goes away', async () => {
    client.destroy();
    while (!told.includes('leave')) await delay(5);
    expect(connection.isReady).toBe(false);
  });
});
