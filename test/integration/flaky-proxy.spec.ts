import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { FlakyProxy } from '../support/flaky-proxy.js';

const echo = createServer((socket) => socket.on('error', () => undefined).pipe(socket));
let proxy: FlakyProxy;

beforeAll(async () => {
  await once(echo.listen(0, '127.0.0.1'), 'listening');
});
beforeEach(async () => {
  proxy = await FlakyProxy.start(`tcp://127.0.0.1:${(echo.address() as AddressInfo).port}`);
});
afterEach(() => proxy.stop());
afterAll(() => echo.close());

async function open(): Promise<Socket> {
  const socket = connect(Number(new URL(proxy.url).port), '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

async function answer(socket: Socket, text: string): Promise<string> {
  socket.write(text);
  return String((await once(socket, 'data'))[0]);
}

describe('the flaky proxy', () => {
  it('passes on what comes, and counts connections', async () => {
    expect(await answer(await open(), 'one')).toBe('one');
    expect([proxy.open, proxy.made]).toEqual([1, 1]);
  });

  it('freezes connections without closing them, while new ones work', async () => {
    const [frozen, heard] = [await open(), [] as string[]];
    await answer(frozen, 'before');
    proxy.freeze();
    frozen.on('data', (chunk) => heard.push(String(chunk)));
    frozen.write('held back');
    expect(await answer(await open(), 'new')).toBe('new');
    expect([heard, frozen.readyState]).toEqual([[], 'open']);
    proxy.thaw();
    await once(frozen, 'data');
    expect(heard).toEqual(['held back']);
  });

  it('cuts, refuses and ignores', async () => {
    const socket = await open();
    await answer(socket, 'before');
    const closed = once(socket, 'close');
    proxy.cut();
    await closed;
    proxy.welcome = 'refuse';
    await once(await open(), 'close');
    proxy.welcome = 'ignore';
    const ignored = await open();
    proxy.welcome = 'serve';
    expect(await answer(await open(), 'served')).toBe('served');
    expect(ignored.bytesRead).toBe(0);
  });
});
