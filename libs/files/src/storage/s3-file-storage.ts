import type { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  type MultipartUpload,
  S3Client,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import type { S3Settings } from '@app/config';
import type { ByteRange, FileStorage } from './file-storage.js';

/**
 * With two parts on their way and one being filled, a save costs up to 15 MiB of memory. The smallest part
 * that S3 takes.
 */
const PART_BYTES = 5 * 1024 * 1024;
const PARTS_AT_ONCE = 2;

/** Files as objects of a bucket, on AWS or whatever speaks its protocol. */
export class S3FileStorage implements FileStorage {
  private readonly client: S3Client;
  private readonly bucket: string;

  constructor({ endpoint, bucket, region, credentials }: S3Settings) {
    this.bucket = bucket;
    this.client = new S3Client({
      region,
      ...(endpoint && { endpoint, forcePathStyle: true }),
      // the SDK writes into what it gets, and ours is frozen
      ...(credentials && { credentials: { ...credentials } }),
      // Checksums in trailers are new, and not every server knows them; we have digests of our own.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      maxAttempts: 3,
      requestHandler: { connectionTimeout: 5_000, socketTimeout: 60_000 },
    });
  }

  async write(id: string, content: Readable, signal?: AbortSignal): Promise<void> {
    const params = { Bucket: this.bucket, Key: keyOf(id), Body: content };
    const upload = new Upload({
      client: this.client,
      params,
      partSize: PART_BYTES,
      queueSize: PARTS_AT_ONCE,
      leavePartsOnError: true,
    });
    const abort = (): void => void upload.abort();
    signal?.addEventListener('abort', abort, { once: true });
    try {
      signal?.throwIfAborted();
      await upload.done();
    } catch (error) {
      await this.abandon(id, upload.uploadId);
      throw error;
    } finally {
      signal?.removeEventListener('abort', abort);
      content.destroy();
    }
  }

  async read(id: string, range?: ByteRange): Promise<Readable | null> {
    const part = range && { Range: `bytes=${range.start}-${range.end}` };
    try {
      const { Body } = await this.client.send(
        new GetObjectCommand({ Bucket: this.bucket, Key: keyOf(id), ...part }),
      );
      return (Body as Readable | undefined) ?? null;
    } catch (error) {
      if ((error as Error).name === 'NoSuchKey') return null;
      throw error;
    }
  }

  async remove(id: string): Promise<void> {
    await this.client.send(new DeleteObjectCommand({ Bucket: this.bucket, Key: keyOf(id) }));
    for (const { UploadId } of await this.unfinished(id)) {
      await this.client.send(
        new AbortMultipartUploadCommand({ Bucket: this.bucket, Key: keyOf(id), UploadId }),
      );
    }
  }

  close(): void {
    this.client.destroy();
  }

  /**
   * Not left to the SDK, whose error would stand in for the one that matters. What fails here is found again
   * by `remove`.
   */
  private async abandon(id: string, uploadId: string | undefined): Promise<void> {
    if (!uploadId) return;
    const command = new AbortMultipartUploadCommand({
      Bucket: this.bucket,
      Key: keyOf(id),
      UploadId: uploadId,
    });
    await this.client.send(command).catch(() => undefined);
  }

  /** Uploads that a process which died has left: their parts cost space and are no object. */
  private async unfinished(id: string): Promise<MultipartUpload[]> {
    try {
      const { Uploads = [] } = await this.client.send(
        new ListMultipartUploadsCommand({ Bucket: this.bucket, Prefix: keyOf(id) }),
      );
      return Uploads;
    } catch (error) {
      // Some servers cannot list them; there the bucket's lifecycle has to end them.
      if ((error as Error).name === 'NotImplemented') return [];
      throw error;
    }
  }
}

function keyOf(id: string): string {
  return `files/${id}`;
}
