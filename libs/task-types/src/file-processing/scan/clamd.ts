import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { addAbortSignal, type Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';

/** Where ClamAV's daemon listens, as `net.connect` takes it. */
export type ClamdAddress = { readonly host: string; readonly port: number } | { readonly path: string };

/** Clamd does not answer. */
export class ClamdUnavailable extends Error {
  override readonly name = 'ClamdUnavailable';
  readonly code = 'clamd_unavailable';
}

const DEFAULT_PORT = 3310;
const SILENCE_MS = 60_000;
const LONGEST_ANSWER = 4_096;

/** @param url `tcp://host:3310` or `unix:///run/clamav/clamd.ctl` */
export function clamdAddress(url: string): ClamdAddress {
  const { protocol, hostname, port, pathname } = new URL(url);
  if (protocol === 'unix:') return { path: decodeURIComponent(pathname) };
  return { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) || DEFAULT_PORT };
}

/**
 * Streams a content through clamd (INSTREAM), of which a chunk at a time is in memory.
 * @returns clamd's line, such as `stream: OK` or `stream: Eicar-Test-Signature FOUND`
 * @throws ClamdUnavailable, the reason of the signal, or what the content fails with
 */
export async function scanStream(
  content: Readable,
  address: ClamdAddress,
  signal: AbortSignal,
): Promise<string> {
  const socket = addAbortSignal(signal, connect({ ...address, allowHalfOpen: true }));
  socket.setTimeout(SILENCE_MS, () => socket.destroy(new Error('clamd is silent')));
  // Clamd may answer, and close, before it has all: then sending fails, and the answer says why.
  const sending = send(content, socket).catch((error: unknown) => error);
  try {
    const answer = await answerOf(socket);
    if (answer) return answer;
    throw new Error('clamd closed the connection', { cause: await sending });
  } catch (error) {
    signal.throwIfAborted();
    throw new ClamdUnavailable('clamd does not answer', { cause: error });
  } finally {
    socket.destroy();
    content.destroy();
  }
}

/**
 * Each chunk with its length before it, as INSTREAM wants it. No pipeline: that would close the socket before
 * the answer is read.
 */
async function send(content: Readable, socket: Socket): Promise<void> {
  const closed = new AbortController();
  socket.once('close', () => closed.abort());
  socket.write('zINSTREAM\0');
  for await (const chunk of content as AsyncIterable<Buffer>) {
    await setImmediate(); // what clamd has said is read before a write could break the connection
    if (!socket.writable || socket.bytesRead > 0) return;
    socket.write(lengthOf(chunk.length));
    if (!socket.write(chunk)) await once(socket, 'drain', { signal: closed.signal });
  }
  socket.write(lengthOf(0));
}

function lengthOf(bytes: number): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes);
  return length;
}

/** To the end of the connection, or of the line. */
function answerOf(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    socket.setEncoding('utf8');
    socket.on('data', (part: string) => {
      text += part;
      if (text.includes('\0') || text.length > LONGEST_ANSWER) resolve(text.split('\0', 1)[0] ?? '');
    });
    socket.once('error', (error) => (text ? resolve(text) : reject(error)));
    socket.once('end', () => resolve(text));
    socket.once('close', () => resolve(text));
  });
}
