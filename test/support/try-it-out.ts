import type { Audit } from './audit.js';
import type { TaskClient } from './task-client.js';
import type { Trial } from './trials.js';

const LATER = '2099-01-01T00:00:00.000Z';
const WEBHOOK = {
  url: 'https://example.com/hooks',
  secret: `whsec_${Buffer.alloc(24, 1).toString('base64')}`,
};
const SUM = { type: 'demo.calculation', input: { expression: '6 * 7' } };

const RESIZE = { queue: 'images', description: '', input: { type: 'object' }, result: { type: 'object' } };

interface Claimed {
  readonly tasks: readonly [
    { readonly task: { readonly id: string }; readonly lease: { readonly token: string } },
  ];
}

/**
 * "Execute" in Swagger UI. What the id in a path stands for is made before: for each call, as some use it up.
 */
export class TryItOut {
  constructor(
    private readonly client: TaskClient,
    private readonly audit: Audit,
  ) {}

  /** The status of the answer. A stream that never ends has been answered when its head is there. */
  async execute(trial: Trial): Promise<number> {
    const { method, query, headers, takesFile } = trial;
    if (/\/(task-types\/|work\/)/.test(trial.path)) await this.registered();
    const held = trial.path.startsWith('/api/v1/work/{id}') ? await this.held() : null;
    const path = trial.path.includes('{id}')
      ? trial.path.replace('{id}', held?.id ?? (await this.idFor(trial)))
      : trial.path;
    const body = held ? { ...(trial.body as object), token: held.token } : trial.body;
    const answer = await fetch(`${this.client.origin}${path}?${new URLSearchParams(query).toString()}`, {
      method,
      headers,
      ...(takesFile ? { body: someFile() } : body !== undefined && { body: JSON.stringify(body) }),
    });
    await answer.body?.cancel();
    return answer.status;
  }

  private async idFor({ method, path }: Trial): Promise<string> {
    if (path.startsWith('/api/v1/workers/')) return this.worker();
    if (path.startsWith('/api/v1/files/')) return this.file();
    if (path.startsWith('/api/v1/schedules/'))
      return this.made('/api/v1/schedules', { cron: '0 8 * * *', task: SUM, enabled: false });
    if (path.startsWith('/api/v1/bulk-actions/')) return this.bulkAction();
    return this.task(method, path.split('/').at(-1) ?? '');
  }

  private async task(method: string, action: string): Promise<string> {
    const waits = action === 'run-now' || action === 'cancel';
    const ends = method === 'DELETE' || action === 'retry' || action === 'redeliver';
    const { id } = await this.client.submit({
      ...SUM,
      ...((waits || ends) && { runAt: LATER }),
      webhook: WEBHOOK,
    });
    if (ends) await this.client.call('POST', `/tasks/${id}/cancel`);
    else if (!waits) await this.client.ended(id);
    return id;
  }

  /** The type that the examples name. */
  private async registered(): Promise<void> {
    const { status } = await this.client.call('PUT', '/api/v1/task-types/acme.resize', RESIZE);
    if (status !== 200) throw new Error(`the type of the examples was answered with ${status}`);
  }

  /** A task that a worker over HTTP has just claimed. */
  private async held(): Promise<{ id: string; token: string }> {
    await this.client.submit({ type: 'acme.resize', input: { width: 1 } });
    const { body } = await this.client.call<Claimed>('POST', '/api/v1/work/claims', {
      worker: { name: 'tester' },
      types: ['acme.resize'],
      max: 1,
      waitSeconds: 10,
    });
    const [{ task, lease }] = body.tasks;
    return { id: task.id, token: lease.token };
  }

  /** One that was stopped: it can be stopped again, however fast its work is done. */
  private async bulkAction(): Promise<string> {
    const id = await this.made('/api/v1/bulk-actions', { action: 'cancel', filter: { tag: ['none'] } });
    await this.audit.query(`UPDATE bulk_actions SET status = 'CANCELLED' WHERE id = $1`, [id]);
    return id;
  }

  private async worker(): Promise<string> {
    const { body } = await this.client.call<{ data: { id: string }[] }>('GET', '/api/v1/workers');
    return body.data[0]?.id ?? '';
  }

  private async file(): Promise<string> {
    const answer = await fetch(`${this.client.origin}/api/v1/files`, { method: 'POST', body: someFile() });
    return ((await answer.json()) as { id: string }).id;
  }

  private async made(path: string, body: object): Promise<string> {
    return (await this.client.call<{ id: string }>('POST', path, body)).body.id;
  }
}

function someFile(): FormData {
  const form = new FormData();
  form.append('file', new Blob(['some bytes']), 'some.txt');
  return form;
}
