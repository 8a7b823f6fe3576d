import { expect } from '@jest/globals';
import type { TaskClient } from './task-client.js';

const NOT_YET = '2099-01-01T00:00:00.000Z';

/** What a system has when it is backed up, updated, or taken back. */
export interface LeftWork {
  readonly fileId: string;
  readonly waiting: string;
}

/** A report, which is a file, and a task that waits for its time. */
export async function leaveWork(client: TaskClient): Promise<LeftWork> {
  const report = await client.ended(
    (await client.submit({ type: 'demo.report', input: { format: 'csv' } })).id,
  );
  const waiting = await client.submit({
    type: 'demo.calculation',
    input: { expression: '6*7' },
    runAt: NOT_YET,
  });
  return { fileId: String(report.result?.fileId), waiting: waiting.id };
}

/** The file is there, and the task runs. */
export async function expectWork(client: TaskClient, { fileId, waiting }: LeftWork): Promise<void> {
  expect((await client.call('GET', `/api/v1/files/${fileId}`)).status).toBe(200);
  expect((await client.call('POST', `/tasks/${waiting}/run-now`)).status).toBe(202);
  expect(await client.ended(waiting)).toMatchObject({ status: 'COMPLETED', result: { value: '42' } });
}
