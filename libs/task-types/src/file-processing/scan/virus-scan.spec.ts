import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Clamd, describeWithClamd, EICAR } from '../../../../../test/support/clamd.js';
import { type ClamdAddress, clamdAddress } from './clamd.js';
import { scan } from './virus-scan.js';

const MIB = 1024 * 1024;
const never = new AbortController().signal;

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'task-runner-scan-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

const fileOf = async (content: Buffer | string): Promise<string> => {
  const path = join(folder, `file-${Math.random()}`);
  await writeFile(path, content);
  return path;
};

it('is skipped, and says so, where no scanner is configured', async () => {
  expect(await scan(await fileOf('hello'), null, never)).toMatchObject({
    status: 'skipped',
    reason: expect.stringContaining('CLAMD_URL'),
  });
});

it.each([
  ['tcp://scanner:3311', { host: 'scanner', port: 3311 }],
  ['tcp://[::1]', { host: '::1', port: 3310 }],
  ['unix:///run/clamav/clamd.ctl', { path: '/run/clamav/clamd.ctl' }],
])('finds clamd at %s', (url, expected) => expect(clamdAddress(url)).toEqual(expected));

/** A server that takes INSTREAM and answers as it is told. */
describe('with a server that speaks the protocol', () => {
  let server: Server;
  let address: ClamdAddress;
  let answer: (socket: Socket, received: Buffer) => void;
  beforeAll(async () => {
    server = createServer((socket) => {
      let received: Buffer = Buffer.alloc(0);
      socket.on('error', () => undefined);
      socket.on('data', (chunk) => answer(socket, (received = Buffer.concat([received, chunk]))));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = { host: '127.0.0.1', port: (server.address() as AddressInfo).port };
  });
  afterAll(() => server.close());

  const atEnd = (text: string) => (socket: Socket, received: Buffer) => {
    if (received.subarray(-4).equals(Buffer.alloc(4))) socket.end(text);
  };

  it('sends each chunk with its length, and an empty one at the end', async () => {
    let all: Buffer = Buffer.alloc(0);
    answer = (socket, received) => {
      all = received;
      atEnd('stream: OK\0')(socket, received);
    };
    expect(await scan(await fileOf('hello'), address, never)).toEqual({ status: 'clean', scanner: 'clamd' });
    expect(all.toString('latin1')).toBe('zINSTREAM\0\0\0\0\x05hello\0\0\0\0');
  });

  it.each([
    [
      'stream: Win.Test FOUND\0',
      { code: 'invalid_input', retryable: false, message: 'The scanner found Win.Test in the file.' },
    ],
    ['INSTREAM size limit exceeded. ERROR\0', { code: 'provider_rejected', retryable: false }],
    ['COMMAND READ TIMED OUT\0', { code: 'provider_unavailable', retryable: true }],
    ['', { code: 'provider_unavailable', retryable: true }],
  ])('makes %j an error that says what to do', async (text, expected) => {
    answer = atEnd(text);
    await expect(scan(await fileOf('hello'), address, never)).rejects.toMatchObject(expected);
  });

  it('hears an answer that comes before all is sent', async () => {
    answer = (socket) => socket.end('INSTREAM size limit exceeded. ERROR\0');
    await expect(scan(await fileOf(Buffer.alloc(20 * MIB)), address, never)).rejects.toMatchObject({
      code: 'provider_rejected',
    });
  });

  it('retries where nobody listens', async () => {
    await expect(scan(await fileOf('x'), { path: join(folder, 'nobody') }, never)).rejects.toMatchObject({
      code: 'provider_unavailable',
    });
  });

  it('stops with its task', async () => {
    const stopping = new AbortController();
    const reason = new Error('cancelled');
    answer = () => stopping.abort(reason);
    await expect(scan(await fileOf(Buffer.alloc(20 * MIB)), address, stopping.signal)).rejects.toBe(reason);
  });
});

describeWithClamd('with clamd', () => {
  let clamd: Clamd;
  let address: ClamdAddress;
  beforeAll(async () => {
    clamd = await Clamd.start();
    address = { path: clamd.socket };
  }, 90_000);
  afterAll(() => clamd.stop());

  it('passes a clean file', async () => {
    expect(await scan(await fileOf(Buffer.alloc(4 * MIB, 'clean ')), address, never)).toEqual({
      status: 'clean',
      scanner: 'clamd',
    });
  });

  it('finds what is infected', async () => {
    const found = {
      code: 'invalid_input',
      retryable: false,
      message: expect.stringContaining('Eicar-Test-Signature'),
    };
    await expect(scan(await fileOf(EICAR), address, never)).rejects.toMatchObject(found);
  });

  it('never passes a file that is larger than the scanner takes', async () => {
    // Clamd closes with bytes unread, by which the system may drop its answer: then the attempt is repeated.
    const refused = { code: expect.stringMatching(/^provider_(rejected|unavailable)$/) };
    await expect(scan(await fileOf(Buffer.alloc(20 * MIB)), address, never)).rejects.toMatchObject(refused);
  });
});
