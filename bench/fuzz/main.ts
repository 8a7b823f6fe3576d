import 'reflect-metadata';
import { readFile } from 'node:fs/promises';
import { Fuzzer } from '../../test/fuzz/fuzzer.js';
import type { Document } from '../../test/fuzz/operations.js';
import type { FuzzReport } from '../../test/fuzz/report.js';
import { SocketSender } from '../../test/fuzz/senders.js';
import { Cleanup } from '../cleanup.js';
import { readCommandLine } from './command-line.js';
import { FuzzedProduct, KEY, type Memory } from './fuzzed-product.js';

const SHOW_EVERY_MS = 10_000;
/** Before memory is measured for the first time, all code has run and all caches are filled. */
const WARM_UP = 2_000;
const HEADERS = { 'x-api-key': KEY };

const { requests, seed, concurrency } = readCommandLine(process.argv.slice(2));
const cleanup = new Cleanup();
cleanup.onSignals();
try {
  const product = await FuzzedProduct.start(cleanup);
  const document = (await (await fetch(`${product.origin}/docs-json`)).json()) as Document;
  const sender = new SocketSender(product.origin, concurrency);
  cleanup.add(() => sender.close());
  const fuzzer = (name: string, count: number): Fuzzer =>
    new Fuzzer({ document, sender, seed: name, requests: count, concurrency, headers: HEADERS });
  await Promise.race([fuzzer('warm up', WARM_UP).run(), product.failed()]);
  const before = await product.memory();
  const main = fuzzer(seed, requests);
  const timer = setInterval(() => console.log(`${main.report.requests} requests …`), SHOW_EVERY_MS);
  const report = await Promise.race([main.run(), product.failed()]).finally(() => clearInterval(timer));
  await show(report, product, before);
  process.exitCode = report.faulty > 0 ? 1 : 0;
} finally {
  await cleanup.all();
}

async function show(
  report: FuzzReport,
  product: FuzzedProduct,
  before: Record<'api' | 'worker', Memory>,
): Promise<void> {
  const after = await product.memory();
  console.log(report.text);
  for (const part of ['api', 'worker'] as const) {
    console.log(
      `memory of the ${part}, after a collection: ${inMiB(before[part])} before, ${inMiB(after[part])} after`,
    );
    const log = await readFile(product.logOf(part), 'utf8');
    if (log) console.log(`the ${part} logged:\n${log.slice(0, 5_000)}`);
  }
}

function inMiB({ rss, heapUsed }: Memory): string {
  const mib = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MiB`;
  return `${mib(rss)} (heap ${mib(heapUsed)})`;
}
