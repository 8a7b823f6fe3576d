import { join, resolve } from 'node:path';
import { expect } from '@jest/globals';
import { TaskClient } from './task-client.js';
import { TestProcess } from './test-process.js';

/** APIs and workers that run as processes of their own, and come and go. */
export class Fleet {
  private readonly processes = new Set<TestProcess>();
  private readonly apis = new Map<TestProcess, TaskClient>();

  constructor(private readonly variables: Readonly<Record<string, string>>) {}

  /** Of all APIs that are there now. */
  get clients(): TaskClient[] {
    return [...this.apis.values()];
  }

  /** Of the API that came last. */
  get client(): TaskClient {
    const last = this.clients.at(-1);
    if (!last) throw new Error('no API runs');
    return last;
  }

  /** @param root where the version is built; ours by default */
  async api(root = '.'): Promise<TestProcess> {
    const api = this.start(root, 'api');
    const { url } = await api.line(({ msg }) => msg === 'api is up');
    this.apis.set(api, new TaskClient(String(url)));
    return api;
  }

  async worker(root = '.'): Promise<TestProcess> {
    const worker = this.start(root, 'worker');
    await worker.line(({ msg }) => msg === 'worker is up');
    return worker;
  }

  /** As an orchestrator does: the new one first. */
  async replace(old: TestProcess, start: () => Promise<TestProcess>): Promise<TestProcess> {
    const next = await start();
    this.apis.delete(old);
    expect(await old.terminate()).toBe(0);
    this.processes.delete(old);
    return next;
  }

  async stop(): Promise<void> {
    await Promise.all([...this.processes].map((process) => process.kill9()));
  }

  private start(root: string, app: 'api' | 'worker'): TestProcess {
    const process = new TestProcess(resolve(join(root, `dist/apps/${app}/src/main.js`)), [], {
      ...this.variables,
      PORT: '0',
      WORKER_PORT: '0',
    });
    this.processes.add(process);
    return process;
  }
}
