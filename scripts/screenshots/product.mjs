import { spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dist } from '../sources.mjs';
import { setUp } from '../setup.mjs';

const LIMIT_MS = 120_000;

/**
 * The product as `npm start` runs it, with nothing of this machine's data and limits that raise a queue alert
 * soon.
 * @param receiver where its traces go
 */
export async function startProduct(receiver) {
  await setUp();
  const folder = await mkdtemp(join(tmpdir(), 'screenshots-'));
  await chmod(folder, 0o711); // as root, PostgreSQL runs as another user
  const [port, workerPort] = [await freePort(), await freePort()];
  const env = {
    ...process.env,
    DATA_DIR: folder,
    PORT: String(port),
    WORKER_PORT: String(workerPort),
    QUEUE_ALERT_WAITING: '25',
    DEFAULT_PROVIDER: 'simulated',
    OPENAI_COMPATIBLE_BASE_URL: 'http://127.0.0.1:9999/v1', // nothing answers there
    WEBHOOK_ALLOW_PRIVATE_ADDRESSES: 'true',
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver,
    LOG_FORMAT: 'json',
  };
  const child = spawn(process.execPath, [join(dist, 'apps/local/src/main.js')], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const url = `http://127.0.0.1:${port}`;
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await ready(`${url}/health/ready`);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, stop };
}

async function ready(url) {
  for (const deadline = Date.now() + LIMIT_MS; ; await new Promise((resolve) => setTimeout(resolve, 250))) {
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    if (Date.now() > deadline) throw new Error(`the product was not ready within ${LIMIT_MS / 1_000} s`);
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
