import type { Broker } from './broker.js';
import { withBrokerTimeout } from './broker-timeout.js';

const LIMIT_MS = 10_000;

/**
 * Waits until BullMQ's objects stand on PostgreSQL: one whose first look at its schema fails never recovers,
 * and the process has to start again. On Redis they connect by themselves, whenever that is back.
 * @throws what the first look failed with
 */
export async function brokerReady(
  broker: Broker,
  objects: readonly { waitUntilReady(): Promise<unknown> }[],
): Promise<void> {
  if (broker.kind === 'redis') return;
  await withBrokerTimeout('start', LIMIT_MS, Promise.all(objects.map((one) => one.waitUntilReady())));
}
