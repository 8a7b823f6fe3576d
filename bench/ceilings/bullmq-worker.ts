/**
 * A worker of BullMQ whose processor does nothing. Asked `{ expect: n }`, it answers when it has ended so
 * many jobs.
 */
import { Worker } from 'bullmq';
import { QUEUE, rawBroker } from './bullmq-queue.js';

export interface RawRun {
  /** From the first job's add to the last one's end. */
  readonly durationMs: number;
  /** From a job's add to its start. */
  readonly waitsMs: readonly number[];
}

process.on('disconnect', () => process.exit());
const variables = Object.fromEntries(
  Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
);

const ended: { readonly timestamp: number; readonly processedOn: number }[] = [];
let expected = Infinity;

const worker = new Worker(QUEUE, async () => undefined, { ...rawBroker(variables).options, concurrency: 10 });
worker.on('error', (error) => console.error(error));
worker.on('completed', ({ timestamp, processedOn = timestamp }) => {
  ended.push({ timestamp, processedOn });
  if (ended.length >= expected) tell();
});

process.on('message', ({ expect }: { expect: number }) => {
  expected = expect;
  if (expect === 0) void worker.waitUntilReady().then(tell);
});

function tell(): void {
  const first = Math.min(...ended.map(({ timestamp }) => timestamp));
  const answer: RawRun = {
    durationMs: Date.now() - first,
    waitsMs: ended.map(({ timestamp, processedOn }) => processedOn - timestamp),
  };
  ended.length = 0;
  expected = Infinity;
  process.send?.(answer);
}
