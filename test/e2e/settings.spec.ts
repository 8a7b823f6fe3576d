import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalStart } from '../support/local-start.js';
import { ownProcess } from '../support/own-process.js';

const MARKER = 'hunter2';
const KEY = `“${MARKER}”`;
const BASE_URL = `https://user:${MARKER}@api.example.com/v1`;

/** Broken forms of what holds secrets or addresses; each is reported beside the others. */
const BROKEN: Readonly<Record<string, string>> = {
  HOST: `http://${MARKER}:3000`,
  DATABASE_URL: `postgres://tasks:12#${MARKER}@db/tasks`,
  REDIS_URL: `redis://:12/${MARKER}@redis:6379`,
  FILES_S3_BUCKET: `${MARKER}_`,
  FILES_S3_ENDPOINT: `http://user:${MARKER}@minio:9000`,
  FILES_S3_ACCESS_KEY: `${MARKER}\n`,
  FILES_S3_SECRET_KEY: `${MARKER} x`,
  API_KEYS: `ops:${MARKER}`,
  TRUSTED_PROXIES: `loopback,${MARKER}`,
  OPENAI_API_KEY: KEY,
  OPENAI_BASE_URL: BASE_URL,
  ANTHROPIC_API_KEY: `${MARKER}\n${MARKER}`,
  ANTHROPIC_BASE_URL: BASE_URL,
  DEEPSEEK_API_KEY: `‘${MARKER}’`,
  DEEPSEEK_BASE_URL: `https://api.example.com/v1?key=${MARKER}`,
  OPENAI_COMPATIBLE_API_KEY: `${MARKER}\u0001`,
  OPENAI_COMPATIBLE_BASE_URL: `http://${MARKER}:6000/v1`,
  CLAMD_URL: `tcp://${MARKER}:70000`,
  SMTP_URL: `smtp://user:12/${MARKER}@mail`,
  WEBHOOK_SECRET: `whsec_${MARKER}`,
  QUEUE_ALERT_WEBHOOK_URL: BASE_URL,
  SECRETS_KEY: MARKER,
  HTTP_PROXY: `http://user:12/${MARKER}@proxy:3128`,
  HTTPS_PROXY: `socks5://${MARKER}:1080`,
  OTEL_EXPORTER_OTLP_ENDPOINT: `http://user:${MARKER}@collector:4318`,
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `no URL: ${MARKER}`,
};

/**
 * Other ways to break what a library reads, which may warn with the value; not all of them can be given at
 * once.
 */
const BROKEN_OTHERWISE: Readonly<Record<string, string>> = {
  DATABASE_URL: `postgres://tasks:12/${MARKER}@db/tasks`,
  REDIS_URL: `redis://:${MARKER}@redis:6379/${MARKER}`,
  SMTP_URL: `smtp://user:${MARKER}@mail:587#x`,
  https_proxy: `http://user:${MARKER}%zz@proxy:3128`,
};

const expectRefusal = (text: string, names: readonly string[]): void => {
  expect(names.filter((name) => !text.includes(`- ${name.toUpperCase()}: `))).toEqual([]);
  expect(text).not.toContain(MARKER);
};

describe('a process with settings that can never work', () => {
  it.each(['api', 'worker'] as const)('names them all and shows no value: the %s', async (part) => {
    const started = ownProcess(part, BROKEN);
    expect(await started.ended).toBe(1);
    expectRefusal(started.text, Object.keys(BROKEN));
  });

  it('shows none in other broken forms either', async () => {
    const worker = ownProcess('worker', BROKEN_OTHERWISE);
    expect(await worker.ended).toBe(1);
    expectRefusal(worker.text, Object.keys(BROKEN_OTHERWISE));
  });

  it('shows none with everything on this machine', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'task-runner-settings-'));
    const local = new LocalStart({ ...BROKEN, DATA_DIR: folder, PORT: '0', WORKER_PORT: '0' });
    try {
      expect(await local.ended).toBe(1);
      expectRefusal(local.text, Object.keys(BROKEN));
    } finally {
      local.cleanUp();
      await rm(folder, { recursive: true, force: true });
    }
  });
});
