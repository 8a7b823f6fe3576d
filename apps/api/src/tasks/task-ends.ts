import { Injectable } from '@nestjs/common';
import type { Task } from '@app/persistence';
import { TasksService, TaskWaits } from '@app/tasks';
import type { FastifyReply } from 'fastify';

/** Lets an answer wait for the end of its task, where the client prefers that. */
@Injectable()
export class TaskEnds {
  constructor(
    private readonly waits: TaskWaits,
    private readonly tasks: TasksService,
  ) {}

  /**
   * The task as it is when it has ended, or the wait is over, or the client has gone.
   * @param waitMs null where the client does not want to wait
   */
  async awaited(task: Task, waitMs: number | null, reply: FastifyReply): Promise<Task> {
    if (waitMs === null) return task;
    void reply.header('preference-applied', 'wait');
    const gone = new AbortController();
    reply.raw.once('close', () => gone.abort());
    const over = setTimeout(() => gone.abort(), waitMs);
    try {
      const ended = await this.waits.untilEnded(task.id, gone.signal);
      // the API stops, and must not wait for it
      if (!ended && !gone.signal.aborted) void reply.header('connection', 'close');
      // it is accepted, whatever the database says now
      return ended ?? (await this.tasks.get(task.id).catch(() => task));
    } finally {
      clearTimeout(over);
    }
  }
}
