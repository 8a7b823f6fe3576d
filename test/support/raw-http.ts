import { connect, type Socket } from 'node:net';

/** What came back on a connection until the other side closed it, or `isEnough`. */
export interface RawAnswer {
  readonly text: string;
  readonly status: number;
  /** ECONNRESET and the like; null where the connection ended in order. */
  readonly error: string | null;
}

export interface RawOptions {
  /** Goes away once all was written. */
  readonly breakOff?: boolean;
}

/**
 * Bytes on a socket, as no HTTP client would send them. Reads only after all was written, as many simple
 * clients do.
 */
export async function sendRaw(
  port: number,
  pieces: readonly (string | Buffer)[],
  isEnough = hasBody,
  { breakOff = false }: RawOptions = {},
): Promise<RawAnswer> {
  const socket = connect(port, '127.0.0.1').pause();
  const ended = answerOf(socket, isEnough);
  for (const piece of pieces) await written(socket, piece);
  if (breakOff) socket.destroy();
  socket.resume();
  return ended;
}

function answerOf(socket: Socket, isEnough: (text: string) => boolean): Promise<RawAnswer> {
  return new Promise((resolve) => {
    let text = '';
    let error: string | null = null;
    const done = (): void => {
      resolve({ text, status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0), error });
      socket.destroy();
    };
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      if (isEnough(text)) done();
    });
    socket.on('error', (one: NodeJS.ErrnoException) => void (error = one.code ?? one.message));
    socket.on('close', done);
  });
}

function written(socket: Socket, piece: string | Buffer): Promise<void> {
  return new Promise((resolve) => {
    if (socket.destroyed) return resolve();
    socket.once('close', () => resolve());
    socket.write(piece, () => resolve());
  });
}

/** One whole answer with a Content-Length. */
export function hasBody(text: string): boolean {
  const head = text.indexOf('\r\n\r\n');
  const length = Number(/^content-length: (\d+)/im.exec(text)?.[1] ?? NaN);
  return head > 0 && text.length >= head + 4 + length;
}
