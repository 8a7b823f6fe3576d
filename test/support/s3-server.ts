import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';

const BUCKET = 'task-files';

/** An S3-compatible server of one's own, with an empty bucket. */
export interface S3Server {
  /** For the processes under test. */
  readonly variables: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

export async function startS3Server(): Promise<S3Server> {
  const directory = await mkdtemp(join(tmpdir(), 'task-runner-s3-'));
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory,
    configureBuckets: [{ name: BUCKET, configs: [] }],
  });
  const { port } = await server.run();
  let closing: Promise<void> | null = null;
  return {
    variables: {
      FILES_S3_ENDPOINT: `http://127.0.0.1:${port}`,
      FILES_S3_BUCKET: BUCKET,
      FILES_S3_ACCESS_KEY: 'S3RVER',
      FILES_S3_SECRET_KEY: 'S3RVER', // the one pair that s3rver knows
    },
    async close() {
      await (closing ??= server.close());
      await rm(directory, { recursive: true, force: true });
    },
  };
}
