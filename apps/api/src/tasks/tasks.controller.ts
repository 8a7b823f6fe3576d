import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBody,
  ApiCreatedResponse,
  ApiHeader,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiQuery,
  ApiTags,
} from '@nestjs/swagger';
import { positionOf } from '@app/persistence';
import { TasksService } from '@app/tasks';
import type { FastifyReply } from 'fastify';
import { ErrorAnswers } from '../openapi/error-answers.js';
import { QueryOf } from '../requests/query-of.js';
import { encodeCursor } from './cursor.js';
import { type CallersKey, IdempotencyKey } from './idempotency-key.js';
import { IdempotencyKeyHeader, markReplayed } from './idempotent-answer.js';
import type { RawQuery } from '../requests/query-reader.js';
import { Submissions } from './submissions.js';
import { readAfter, TaskLogList, taskLogList } from './task-log.view.js';
import { TaskCounts } from './task-counts.view.js';
import { TaskIdPipe } from './task-id.js';
import { TaskEnds } from './task-ends.js';
import { TaskFilterQuery } from './task-filter.query.js';
import { TaskListQuery } from './task-list.query.js';
import { AcceptedTasks, AttemptList, attemptView, pathOfTask, TaskPage, TaskView } from './task.view.js';
import { TaskViews } from './task-views.js';

const TaskIdParam = (): MethodDecorator =>
  ApiParam({ name: 'id', description: "The task's id.", schema: { type: 'string', format: 'uuid' } });

@ApiTags('Tasks')
@Controller('api/v1/tasks')
export class TasksController {
  constructor(
    private readonly submissions: Submissions,
    private readonly ends: TaskEnds,
    private readonly tasks: TasksService,
    private readonly views: TaskViews,
  ) {}

  @Post()
  @ApiOperation({
    summary: 'Submit a task',
    description:
      'Answers at once; a worker runs the task. The short form `{ "prompt": … }` is an AI text generation.',
  })
  @IdempotencyKeyHeader(TaskView)
  @ApiHeader({
    name: 'Prefer',
    required: false,
    description:
      '`wait=N`, such as `wait=10`: answer as soon as the task ends, at the latest after N seconds, 1 to 60, with the task as it then is.',
    schema: { type: 'string' },
  })
  @ApiBody({ schema: { $ref: '#/components/schemas/AnySubmission' } })
  @ApiCreatedResponse({
    type: TaskView,
    description: 'Accepted.',
    headers: {
      Location: { description: "The task's path.", schema: { type: 'string' } },
      'Preference-Applied': { description: '`wait` where the answer waited.', schema: { type: 'string' } },
    },
  })
  @ErrorAnswers(400, 409, 413, 415, 422)
  async submitTask(
    @Body() body: unknown,
    @IdempotencyKey() key: CallersKey | null,
    @Headers('prefer') prefer: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TaskView> {
    const { task, replayed } = await this.submissions.accept(body, key);
    void reply.header('location', pathOfTask(task.id));
    if (replayed) markReplayed(reply);
    return this.views.one(await this.ends.awaited(task, prefer, reply));
  }

  @Post('batch')
  @ApiOperation({
    summary: 'Submit up to 1,000 tasks, all or none',
    description: 'In the answer, inputs that are longer than 16 KiB are shortened as in a list.',
  })
  @IdempotencyKeyHeader(AcceptedTasks)
  @ApiBody({ schema: { $ref: '#/components/schemas/Batch' } })
  @ApiCreatedResponse({ type: AcceptedTasks, description: 'All accepted.' })
  @ErrorAnswers(400, 409, 413, 415, 422)
  async submitBatch(
    @Body() body: unknown,
    @IdempotencyKey() key: CallersKey | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AcceptedTasks> {
    const { tasks, replayed } = await this.submissions.acceptAll(body, key);
    if (replayed) markReplayed(reply);
    return { tasks: await this.views.listed(tasks) };
  }

  @Get()
  @ApiOperation({
    summary: 'List tasks, newest first',
    description:
      'A page ends at `limit` tasks or at about 4 MiB, whichever comes first; `nextCursor` then goes on. `input` and `result` that are longer than 16 KiB are shortened, and `shortened` names them; with `full=true` they come whole. A search for one or two characters looks at 20,000 tasks for a page, which may therefore have few or none although `nextCursor` goes on.',
  })
  @ApiOkResponse({ type: TaskPage })
  @ErrorAnswers(400)
  async listTasks(@QueryOf(TaskListQuery) { filter, page }: TaskListQuery): Promise<TaskPage> {
    const { tasks, hasMore, lookedUpTo } = await this.tasks.list(filter, page);
    const last = hasMore ? tasks.at(-1) : undefined;
    const next = last ? positionOf(last, page.order) : lookedUpTo;
    return { data: await this.views.listed(tasks), nextCursor: next ? encodeCursor(next, page.order) : null };
  }

  @Get('counts')
  @ApiOperation({
    summary: 'Count tasks by status',
    description:
      'How many of the tasks that match the filters are in which status; up to 10,000 are counted of each.',
  })
  @ApiOkResponse({ type: TaskCounts })
  @ErrorAnswers(400)
  async countTasks(@QueryOf(TaskFilterQuery) filter: TaskFilterQuery): Promise<TaskCounts> {
    return { data: await this.tasks.countsByStatus(filter) };
  }

  @Get(':id')
  @ApiOperation({ summary: 'Look at a task' })
  @TaskIdParam()
  @ApiOkResponse({ type: TaskView })
  @ErrorAnswers(404)
  async getTask(@Param('id', TaskIdPipe) id: string): Promise<TaskView> {
    return this.views.one(await this.tasks.get(id));
  }

  @Get(':id/attempts')
  @ApiOperation({
    summary: "List a task's attempts, first one first",
    description: 'The last 1,000 of them, or as many as fit in 4 MiB.',
  })
  @TaskIdParam()
  @ApiOkResponse({ type: AttemptList })
  @ErrorAnswers(404)
  async listAttempts(@Param('id', TaskIdPipe) id: string): Promise<AttemptList> {
    return { data: (await this.tasks.attemptsOf(id)).map(attemptView) };
  }

  @Get(':id/logs')
  @ApiOperation({
    summary: 'What the handler of a task logged, oldest first',
    description: 'At most 1,000 lines are kept of a task; an answer ends at about 4 MiB.',
  })
  @TaskIdParam()
  @ApiQuery({
    name: 'after',
    required: false,
    description: 'Only lines after the one with this id.',
    schema: { type: 'integer', minimum: 0 },
  })
  @ApiOkResponse({ type: TaskLogList })
  @ErrorAnswers(400, 404)
  async listLogs(@Param('id', TaskIdPipe) id: string, @Query() query: RawQuery): Promise<TaskLogList> {
    return taskLogList(await this.tasks.logsOf(id, readAfter(query)));
  }

  @Post(':id/cancel')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Cancel a task, waiting or running',
    description: 'A running task stops a moment later. A cancelled task stays as it is.',
  })
  @TaskIdParam()
  @ApiAcceptedResponse({ type: TaskView })
  @ErrorAnswers(404, 409)
  async cancelTask(@Param('id', TaskIdPipe) id: string): Promise<TaskView> {
    return this.views.one(await this.tasks.cancel(id));
  }

  @Post(':id/retry')
  @HttpCode(202)
  @ApiOperation({ summary: 'Run a failed or cancelled task again' })
  @TaskIdParam()
  @ApiAcceptedResponse({ type: TaskView })
  @ErrorAnswers(404, 409)
  async retryTask(@Param('id', TaskIdPipe) id: string): Promise<TaskView> {
    return this.views.one(await this.tasks.retry(id));
  }

  @Post(':id/run-now')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Start a task that waits for its time or its next attempt',
    description: 'It is due at once, and starts as soon as a worker may take it. Its attempts count on.',
  })
  @TaskIdParam()
  @ApiAcceptedResponse({ type: TaskView })
  @ErrorAnswers(404, 409)
  async runTaskNow(@Param('id', TaskIdPipe) id: string): Promise<TaskView> {
    return this.views.one(await this.tasks.runNow(id));
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Remove an ended task' })
  @TaskIdParam()
  @ApiNoContentResponse({ description: 'Removed.' })
  @ErrorAnswers(404, 409)
  removeTask(@Param('id', TaskIdPipe) id: string): Promise<void> {
    return this.tasks.remove(id);
  }
}
