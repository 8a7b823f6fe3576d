import { Injectable } from '@nestjs/common';
import { Configuration } from '@app/config';
import type { Task } from '@app/persistence';
import { ClaimDesk, InputRefused, RemoteWorkers, TaskTypes } from '@app/tasks';
import type { FastifyReply } from 'fastify';
import { v7 as uuidv7 } from 'uuid';
import { TaskViews } from '../tasks/task-views.js';
import type { ClaimBody } from './work.body.js';
import { claimedTaskView, type ClaimView } from './work.view.js';

/** Claims of workers over HTTP: who asks is kept in the registry, and waits for its tasks. */
@Injectable()
export class Claims {
  constructor(
    private readonly desk: ClaimDesk,
    private readonly workers: RemoteWorkers,
    private readonly types: TaskTypes,
    private readonly views: TaskViews,
    private readonly configuration: Configuration,
  ) {}

  /** @throws InputRefused where a type is not registered */
  async claim(body: ClaimBody, reply: FastifyReply): Promise<ClaimView> {
    const { types, max, waitSeconds = 0, workerId = uuidv7() } = body;
    const id = workerId.toLowerCase();
    const gone = new AbortController();
    reply.raw.once('close', () => gone.abort());
    await this.register(id, body);
    const waitMs = waitSeconds * 1_000;
    const tasks = await this.desk.claim({ workerId: id, types, max, waitMs, signal: gone.signal });
    const answered = await this.viewsOf(tasks);
    // it went away while they were claimed for it: nobody will hear that it has them
    if (gone.signal.aborted || reply.raw.socket?.writable === false) this.desk.giveBack(tasks);
    if (this.desk.isClosing) void reply.header('connection', 'close'); // the API stops, and must not wait
    return {
      workerId: id,
      leaseSeconds: this.configuration.leaseMs / 1_000,
      tasks: answered,
    };
  }

  private async register(id: string, { worker, types, max }: ClaimBody): Promise<void> {
    const { name, host = name, pid = null, version = '' } = worker;
    const queues = await this.queuesOf(types);
    await this.workers.asks({ id, name, host, pid, version, queues, types, concurrency: max });
  }

  private async queuesOf(types: readonly string[]): Promise<string[]> {
    await this.types.learn(types);
    const unknown = types.flatMap((type, index) => (this.types.findRemote(type) ? [] : [index]));
    if (unknown.length > 0)
      throw new InputRefused(
        unknown.map((index) => ({
          path: `types.${index}`,
          message: 'is no task type that workers registered',
        })),
      );
    return [...new Set(types.flatMap((type) => this.types.findRemote(type)?.queue ?? []))].sort();
  }

  private viewsOf(tasks: readonly Task[]): Promise<ClaimView['tasks']> {
    return Promise.all(tasks.map(async (task) => claimedTaskView(task, await this.views.one(task))));
  }
}
