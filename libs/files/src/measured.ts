import { createHash } from 'node:crypto';
import { finished, type Readable, Transform, type TransformCallback } from 'node:stream';
import { FileTooLarge } from './errors.js';

/**
 * Passes the bytes of a content on, and counts and digests them. Fails with FileTooLarge as soon as there are
 * more than allowed.
 */
export class Measured extends Transform {
  private readonly hash = createHash('sha256');
  /**
   * So far. Not called `size`: the AWS SDK takes a field of that name for the length of what is still to
   * come.
   */
  bytes = 0;
  /**
   * What ended it before its end, where the fault is the content's own; null where it is that of whoever
   * reads.
   */
  fault: Error | null = null;

  constructor(
    content: Readable,
    private readonly maxBytes: number,
  ) {
    super();
    this.on('error', () => undefined); // it may come before anybody reads; whoever reads later gets it too
    // No pipeline: it would end the content for a fault of the reader too, and then nobody knows whose it
    // was.
    finished(content, { writable: false }, (error) => error && this.fail(error));
    content.pipe(this);
  }

  /** Hexadecimal; once, when all has passed. */
  sha256(): string {
    return this.hash.digest('hex');
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.bytes += chunk.length;
    if (this.bytes > this.maxBytes) return this.fail(new FileTooLarge(this.maxBytes));
    this.hash.update(chunk);
    done(null, chunk);
  }

  private fail(error: Error): void {
    if (!this.destroyed) this.fault = error;
    this.destroy(error);
  }
}
