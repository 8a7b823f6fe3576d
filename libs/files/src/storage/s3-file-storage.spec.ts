import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { S3FileStorage } from './s3-file-storage.js';

const PIECE = Buffer.alloc(64 * 1024);
const PART_BYTES = 5 * 1024 * 1024;
const STARTED =
  '<InitiateMultipartUploadResult><UploadId>an-upload</UploadId></InitiateMultipartUploadResult>';

/** Begins every upload, takes the bytes of its parts and never says that it has them. */
class SilentBucket {
  private readonly parts = new Set<string>();
  private readonly arrivals = new EventEmitter();

  private constructor(private readonly server: Server) {
    server.on('request', (request: IncomingMessage, response: ServerResponse) =>
      this.answer(request, response),
    );
  }

  static async start(): Promise<SilentBucket> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new SilentBucket(server);
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async hasParts(count: number): Promise<void> {
    await once(this.arrivals, `part ${count}`);
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const number = new URL(request.url ?? '', 'http://bucket').searchParams.get('partNumber');
    request.resume().on('end', () => {
      if (number === null)
        return void response.writeHead(200, { 'content-type': 'application/xml' }).end(STARTED);
      this.arrivals.emit(`part ${this.parts.add(number).size}`);
    });
  }
}

it('takes no more of a file than three parts while the server answers nothing', async () => {
  const bucket = await SilentBucket.start();
  const storage = new S3FileStorage({
    endpoint: bucket.endpoint,
    bucket: 'files',
    region: 'us-east-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });
  let taken = 0;
  const endless = new Readable({
    read() {
      taken += PIECE.length;
      this.push(PIECE);
    },
  });
  const twoParts = bucket.hasParts(2);
  const stop = new AbortController();
  const written = storage.write('large', endless, stop.signal);
  await twoParts;
  await new Promise((resolve) => setImmediate(resolve));
  expect(taken).toBeGreaterThanOrEqual(2 * PART_BYTES);
  expect(taken).toBeLessThanOrEqual(3 * PART_BYTES + 4 * PIECE.length);
  stop.abort();
  await expect(written).rejects.toThrow();
  storage.close();
  bucket.stop();
});
