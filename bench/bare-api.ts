import { freePort } from '@app/embedded-postgres';
import { until } from '../test/support/until.js';
import type { BenchRun } from './bench-run.js';
import type { Child } from './child.js';

/** The process of ceilings/bare-api.ts. */
export class BareApi {
  private constructor(
    readonly process: Child,
    readonly origin: string,
  ) {}

  /** @param databaseUrl for `POST /insert` */
  static async start(run: BenchRun, databaseUrl = ''): Promise<BareApi> {
    const port = await freePort();
    const process = run.ceiling('bare-api', { PORT: String(port), DATABASE_URL: databaseUrl });
    const api = new BareApi(process, `http://127.0.0.1:${port}`);
    await Promise.race([until(() => api.gives('nothing', {}).then(() => true), 30_000), process.failed()]);
    return api;
  }

  /** From now on it answers with this. */
  async gives(name: string, answer: unknown): Promise<void> {
    const init = {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(answer),
    };
    await fetch(`${this.origin}/answers/${name}`, init);
  }

  stop(): Promise<void> {
    return this.process.stop();
  }
}
