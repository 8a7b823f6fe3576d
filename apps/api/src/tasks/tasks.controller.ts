import { Controller, Delete, Get, HttpCode, Post, Res } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { positionOf } from '@app/persistence';
import { type CallersKey, type ReadBatch, type ReadSubmission, Submissions } from '@app/submissions';
import { MOST_TASKS_OF_BATCH, TasksService } from '@app/tasks';
import type { FastifyReply } from 'fastify';
import { ErrorAnswers } from '../openapi/error-answers.js';
import { QueryOf } from '../requests/query-of.js';
import { encodeCursor } from './cursor.js';
import { IdempotencyKey } from './idempotency-key.js';
import { markReplayed, ReplayedAnswer } from './idempotent-answer.js';
import { PreferredWait } from './preferred-wait.js';
import { SentBatch, SentTask } from './sent-tasks.js';
import { TaskLogList, taskLogList, TaskLogQuery } from './task-log.view.js';
import { TaskCounts } from './task-counts.view.js';
import { TaskId } from './task-id.js';
import { TaskEnds } from './task-ends.js';
import { TaskFilterQuery } from './task-filter.query.js';
import { TaskListQuery } from './task-list.query.js';
import { AcceptedTasks, AttemptList, attemptView, pathOfTask, TaskPage, TaskView } from './task.view.js';
import { TaskViews } from './task-views.js';

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
  @ReplayedAnswer(TaskView)
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
    @SentTask() body: ReadSubmission,
    @IdempotencyKey() key: CallersKey | null,
    @PreferredWait() waitMs: number | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TaskView> {
    const { task, replayed } = await this.submissions.accept(body, key);
    void reply.header('location', pathOfTask(task.id));
    if (replayed) markReplayed(reply);
    return this.views.one(await this.ends.awaited(task, waitMs, reply));
  }

  @Post('batch')
  @ApiOperation({
    summary: `Submit up to ${MOST_TASKS_OF_BATCH.toLocaleString('en')} tasks, all or none`,
    description: 'In the answer, inputs that are longer than 16 KiB are shortened as in a list.',
  })
  @ReplayedAnswer(AcceptedTasks)
  @ApiCreatedResponse({ type: AcceptedTasks, description: 'All accepted.' })
  @ErrorAnswers(400, 409, 413, 415, 422)
  async submitBatch(
    @SentBatch() body: ReadBatch,
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
  @ApiOkResponse({ type: TaskView })
  @ErrorAnswers(404)
  async getTask(@TaskId() id: string): Promise<TaskView> {
    return this.views.one(await this.tasks.get(id));
  }

  @Get(':id/attempts')
  @ApiOperation({
    summary: "List a task's attempts, first one first",
    description: 'The last 1,000 of them, or as many as fit in 4 MiB.',
  })
  @ApiOkResponse({ type: AttemptList })
  @ErrorAnswers(404)
  async listAttempts(@TaskId() id: string): Promise<AttemptList> {
    return { data: (await this.tasks.attemptsOf(id)).map(attemptView) };
  }

  @Get(':id/logs')
  @ApiOperation({
    summary: 'What the handler of a task logged, oldest first',
    description: 'At most 1,000 lines are kept of a task; an answer ends at about 4 MiB.',
  })
  @ApiOkResponse({ type: TaskLogList })
  @ErrorAnswers(400, 404)
  async listLogs(@TaskId() id: string, @QueryOf(TaskLogQuery) { after }: TaskLogQuery): Promise<TaskLogList> {
    return taskLogList(await this.tasks.logsOf(id, after ?? 0));
  }

  @Post(':id/cancel')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Cancel a task, waiting or running',
    description: 'A running task stops a moment later. A cancelled task stays as it is.',
  })
  @ApiAcceptedResponse({ type: TaskView })
  @ErrorAnswers(404, 409)
  async cancelTask(@TaskId() id: string): Promise<TaskView> {
    return this.views.one(await this.tasks.cancel(id));
  }

  @Post(':id/retry')
  @HttpCode(202)
  @ApiOperation({ summary: 'Run a failed or cancelled task again' })
  @ApiAcceptedResponse({ type: TaskView })
  @ErrorAnswers(404, 409)
  async retryTask(@TaskId() id: string): Promise<TaskView> {
    return this.views.one(await this.tasks.retry(id));
  }

  @Post(':id/run-now')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Start a task that waits for its time or its next attempt',
    description: 'It is due at once, and starts as soon as a worker may take it. Its attempts count on.',
  })
  @ApiAcceptedResponse({ type: TaskView })
  @ErrorAnswers(404, 409)
  async runTaskNow(@TaskId() id: string): Promise<TaskView> {
    return this.views.one(await this.tasks.runNow(id));
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Remove an ended task' })
  @ApiNoContentResponse({ description: 'Removed.' })
  @ErrorAnswers(404, 409)
  removeTask(@TaskId() id: string): Promise<void> {
    return this.tasks.remove(id);
  }
}
