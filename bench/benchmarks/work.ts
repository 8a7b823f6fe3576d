import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'undici';
import type { BenchRun } from '../bench-run.js';
import type { Figure } from '../figure.js';
import { Product } from '../product.js';
import { backlogBy, type Submitted } from './delivery.js';

const TYPE = 'bench.calculation';
const SCHEMA = { type: 'object', properties: { expression: { type: 'string' } } };
const BATCH = 100;
/** Each claims a batch, then ends its tasks, ten at a time as the slots of our own worker. */
const LOOPS = 2;
const SLOTS = 10;

interface Claimed {
  readonly tasks: readonly {
    readonly task: { readonly id: string };
    readonly lease: { readonly token: string };
  }[];
}

/** How fast a backlog is run by a worker over HTTP that claims in batches, beside our own worker. */
export async function work(run: BenchRun): Promise<Figure[]> {
  const own = await Product.start(run, { broker: run.firstBroker, workers: 1 });
  const ownPerSecond = await backlogBy(own, { type: 'demo.calculation', input: { expression: '1 + 2' } });
  await own.stop();
  const product = await Product.start(run, { broker: run.firstBroker, workers: 0 });
  const worker = await HttpWorker.start(product);
  const perSecond = await backlogBy(product, worker.submission);
  await worker.stop();
  await product.stop();
  const ceilings = [{ name: `our own worker, on ${run.firstBroker}`, value: ownPerSecond }];
  return [{ name: 'tasks claimed over HTTP in batches of 100', value: perSecond, unit: '/s', ceilings }];
}

class HttpWorker {
  readonly submission: Submitted = { type: TYPE, input: { expression: '1 + 2' } };
  private stopping = false;
  private readonly loops: Promise<void>[];

  private constructor(private readonly origin: string) {
    this.loops = Array.from({ length: LOOPS }, () => this.loop());
  }

  static async start({ client, origin }: Product): Promise<HttpWorker> {
    const type = { queue: 'bench', description: '', input: SCHEMA, result: { type: 'object' } };
    const { status } = await client.call('PUT', `/api/v1/task-types/${TYPE}`, type);
    if (status !== 200) throw new Error(`the type was answered with ${status}`);
    return new HttpWorker(origin);
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await Promise.all(this.loops);
  }

  private async loop(): Promise<void> {
    const clients = Array.from({ length: SLOTS }, () => new Client(this.origin));
    const worker = { name: 'bench' };
    while (!this.stopping) {
      const claim = { worker, types: [TYPE], max: BATCH, waitSeconds: 0.2 };
      const { tasks } = await post<Claimed>(clients[0] as Client, 'claims', claim);
      if (tasks.length === 0) await delay(10);
      const left = [...tasks];
      await Promise.all(
        clients.map(async (client) => {
          for (let one = left.shift(); one; one = left.shift()) await complete(client, one);
        }),
      );
    }
    await Promise.all(clients.map((client) => client.close()));
  }
}

async function complete(client: Client, { task, lease }: Claimed['tasks'][number]): Promise<void> {
  await post(client, `${task.id}/complete`, { token: lease.token, result: { value: '3' } });
}

async function post<Answer>(client: Client, path: string, body: object): Promise<Answer> {
  const { statusCode, body: answer } = await client.request({
    method: 'POST',
    path: `/api/v1/work/${path}`,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (statusCode !== 200) throw new Error(`${path} was answered with ${statusCode}: ${await answer.text()}`);
  return (await answer.json()) as Answer;
}
