import { Injectable } from '@nestjs/common';
import { ChangeStreams, TaskStreams } from '@app/tasks';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { SseConnection } from './sse-connection.js';
import { isHead, SseConnections } from './sse-connections.js';

/** Answers requests with streams of events. */
@Injectable()
export class EventStreams {
  constructor(
    private readonly tasks: TaskStreams,
    private readonly changes: ChangeStreams,
    private readonly connections: SseConnections,
  ) {}

  /** @throws TaskNotFound */
  async ofTask(
    taskId: string,
    afterId: number | null,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const place = await this.tasks.find(taskId, afterId ?? 0);
    if (place.isOver) return void reply.status(204).send();
    if (isHead(request)) return this.connections.head(reply);
    const connection = this.connections.connect(reply);
    connection.feedFrom(this.tasks.open(place, connection));
  }

  /** The arrival comes first: who has got the head of the stream misses nothing from then on. */
  async ofAll(afterId: number | null, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    if (isHead(request)) return this.connections.head(reply);
    const from = afterId ?? (await this.changes.arrive());
    const connection: SseConnection = this.connections.connect(reply);
    connection.feedFrom(this.changes.open(from, connection));
  }
}
