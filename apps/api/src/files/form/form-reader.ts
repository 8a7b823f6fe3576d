import { Readable, Writable } from 'node:stream';
import { BadRequestException } from '@nestjs/common';
import { findDelimiter } from './delimiter.js';
import { headerValue } from './header-parameters.js';
import { partHeaders } from './part-headers.js';

const LONGEST_BOUNDARY = 70;
const LARGEST_HEADERS = 16 * 1024;
const EMPTY_LINE = Buffer.from('\r\n\r\n');

/** @throws BadRequestException where the Content-Type names no usable boundary */
export function formReader(contentType: string): FormReader {
  const boundary = headerValue(contentType).parameters.get('boundary');
  if (!boundary)
    throw new BadRequestException('The Content-Type names no boundary: let the HTTP client set it.');
  if (boundary.length > LONGEST_BOUNDARY)
    throw new BadRequestException('The boundary is too long: 70 characters at most.');
  return new FormReader(boundary);
}

/**
 * Splits a multipart body into its parts (RFC 2046, 5.1), as fast as they are read. Emits `part` with the
 * headers and the content of each, before it reads the content. Finishes when what follows the form has ended
 * too.
 */
export class FormReader extends Writable {
  private readonly mark: Buffer;
  private state: 'content' | 'headers' | 'end' = 'content';
  /** Undefined in front of the first part. */
  private content: Readable | undefined;
  /** What can't be judged before more bytes come. The first boundary needs no line break before it. */
  private held: Buffer = Buffer.from('\r\n');
  private isFull = false;
  private goOn: (() => void) | undefined;

  constructor(boundary: string) {
    super();
    this.mark = Buffer.from(`\r\n--${boundary}`, 'latin1');
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.held = this.held.length === 0 ? chunk : Buffer.concat([this.held, chunk]);
    while (!this.destroyed && this.readOn()) continue;
    if (!this.isFull) return done();
    this.goOn = done;
  }

  override _final(done: (error?: Error | null) => void): void {
    done(this.state === 'end' ? null : new Error('The form has no end.'));
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    if (error) this.content?.destroy(); // without one the last part may still be read
    done(error);
  }

  /** @returns whether what is held may have more in it */
  private readOn(): boolean {
    if (this.state === 'content') return this.readContent();
    if (this.state === 'headers') return this.readHeaders();
    this.held = Buffer.alloc(0);
    return false;
  }

  private readContent(): boolean {
    const { before, delimiter } = findDelimiter(this.held, this.mark);
    if (before > 0 && this.content) this.isFull = !this.content.push(this.held.subarray(0, before));
    this.held = this.held.subarray(delimiter?.end ?? before);
    if (!delimiter) return false;
    this.content?.push(null);
    this.isFull = false; // a part that has ended never asks for more
    this.state = delimiter.kind === 'next part' ? 'headers' : 'end';
    return true;
  }

  private readHeaders(): boolean {
    const end = this.held.indexOf(EMPTY_LINE);
    if ((end < 0 ? this.held.length : end) > LARGEST_HEADERS) {
      this.destroy(new BadRequestException("A part's headers are too long: 16 KiB at most."));
      return false;
    }
    if (end < 0) return false;
    const headers = partHeaders(this.held.toString('latin1', 0, end));
    this.held = this.held.subarray(end + EMPTY_LINE.length);
    this.state = 'content';
    this.content = new Readable({ read: () => this.resume() });
    this.emit('part', headers, this.content);
    return true;
  }

  private resume(): void {
    const { goOn } = this;
    this.goOn = undefined;
    this.isFull = false;
    goOn?.();
  }
}
