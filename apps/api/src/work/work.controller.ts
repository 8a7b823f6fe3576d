import { Body, Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import {
  ApiBody,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import type { Lease } from '@app/persistence';
import { RemoteReports, RemoteSettlements, RemoteWorkers } from '@app/tasks';
import type { FastifyReply } from 'fastify';
import { Scopes } from '../auth/scopes.guard.js';
import { ErrorAnswer, ErrorAnswers } from '../openapi/error-answers.js';
import { TaskIdPipe } from '../tasks/task-id.js';
import { TaskViews } from '../tasks/task-views.js';
import { TaskView } from '../tasks/task.view.js';
import { Claims } from './claims.js';
import { readBody } from './read-body.js';
import {
  ClaimBody,
  CompleteBody,
  FailBody,
  HeartbeatBody,
  LogBody,
  ProgressBody,
  ReleaseBody,
  TextBody,
} from './work.body.js';
import { ClaimView, HeartbeatView, leaseStateView } from './work.view.js';

const PATH = '/api/v1/work';
const TaskId = (): MethodDecorator =>
  ApiParam({ name: 'id', description: "The task's id.", schema: { type: 'string', format: 'uuid' } });
const LeaseIsLost = (): MethodDecorator =>
  ErrorAnswer(
    {
      status: 409,
      description: "The token is no longer the task's; nothing was written.",
      code: 'lease_lost',
      detail: "The token is no longer the task's: it has ended, or was given to another worker.",
    },
    PATH,
  );

/** Workers that take tasks over HTTP. */
@ApiTags('Work')
@Controller('api/v1/work')
export class WorkController {
  constructor(
    private readonly claims: Claims,
    private readonly workers: RemoteWorkers,
    private readonly reports: RemoteReports,
    private readonly settlements: RemoteSettlements,
    private readonly views: TaskViews,
  ) {}

  @Post('claims')
  @HttpCode(200)
  @Scopes('work')
  @ApiOperation({
    summary: 'Take tasks',
    description:
      'Answers as soon as there is a task of these types that may start, or after `waitSeconds` with none.',
  })
  @ApiBody({ type: ClaimBody })
  @ApiOkResponse({ type: ClaimView })
  @ErrorAnswers(400, 413, 415)
  claimTasks(@Body() body: unknown, @Res({ passthrough: true }) reply: FastifyReply): Promise<ClaimView> {
    return this.claims.claim(readBody(ClaimBody, body), reply);
  }

  @Post('heartbeats')
  @HttpCode(200)
  @Scopes('work')
  @ApiOperation({
    summary: 'Keep tasks',
    description: 'Prolongs the leases of what the worker holds, and says which are to be stopped.',
  })
  @ApiBody({ type: HeartbeatBody })
  @ApiOkResponse({ type: HeartbeatView })
  @ErrorAnswers(400, 413, 415)
  async keepTasks(@Body() body: unknown): Promise<HeartbeatView> {
    const { workerId, leases } = readBody(HeartbeatBody, body);
    this.workers.heard(workerId.toLowerCase());
    const answers = await this.reports.heartbeat(leases.map(({ id, token }) => leaseOf(id, { token })));
    return { leases: answers.map(leaseStateView) };
  }

  @Post(':id/progress')
  @HttpCode(204)
  @Scopes('work')
  @ApiOperation({ summary: 'Say how far the work is' })
  @TaskId()
  @ApiBody({ type: ProgressBody })
  @ApiNoContentResponse({ description: 'Written.' })
  @LeaseIsLost()
  @ErrorAnswers(400, 404, 413, 415)
  reportProgress(@Param('id', TaskIdPipe) id: string, @Body() body: unknown): Promise<void> {
    const { percent, message = null, ...lease } = readBody(ProgressBody, body);
    return this.reports.progress(leaseOf(id, lease), percent, message);
  }

  @Post(':id/text')
  @HttpCode(204)
  @Scopes('work')
  @ApiOperation({
    summary: 'Append to the text that the work generates',
    description:
      'It appears in the event streams as `delta`. All pieces, joined, must be the `text` of the result.',
  })
  @TaskId()
  @ApiBody({ type: TextBody })
  @ApiNoContentResponse({ description: 'Written.' })
  @LeaseIsLost()
  @ErrorAnswers(400, 404, 413, 415)
  appendText(@Param('id', TaskIdPipe) id: string, @Body() body: unknown): Promise<void> {
    const { text, ...lease } = readBody(TextBody, body);
    return this.reports.text(leaseOf(id, lease), text);
  }

  @Post(':id/logs')
  @HttpCode(204)
  @Scopes('work')
  @ApiOperation({ summary: 'Keep a line of log with the task' })
  @TaskId()
  @ApiBody({ type: LogBody })
  @ApiNoContentResponse({ description: 'Written.' })
  @LeaseIsLost()
  @ErrorAnswers(400, 404, 413, 415)
  keepLogLine(@Param('id', TaskIdPipe) id: string, @Body() body: unknown): Promise<void> {
    const { level, message, data, ...lease } = readBody(LogBody, body);
    return this.reports.log(leaseOf(id, lease), level, message, data);
  }

  @Post(':id/complete')
  @HttpCode(200)
  @Scopes('work')
  @ApiOperation({ summary: 'Say that the work is done' })
  @TaskId()
  @ApiBody({ type: CompleteBody })
  @ApiOkResponse({ type: TaskView })
  @LeaseIsLost()
  @ErrorAnswers(400, 404, 413, 415)
  async completeTask(@Param('id', TaskIdPipe) id: string, @Body() body: unknown): Promise<TaskView> {
    const { result, usage = null, ...lease } = readBody(CompleteBody, body);
    return this.views.one(await this.settlements.complete(leaseOf(id, lease), result, usage && { ...usage }));
  }

  @Post(':id/fail')
  @HttpCode(200)
  @Scopes('work')
  @ApiOperation({
    summary: 'Say that the work failed',
    description: 'It is tried again where that makes sense and an attempt is left.',
  })
  @TaskId()
  @ApiBody({ type: FailBody })
  @ApiOkResponse({ type: TaskView })
  @LeaseIsLost()
  @ErrorAnswers(400, 404, 413, 415)
  async failTask(@Param('id', TaskIdPipe) id: string, @Body() body: unknown): Promise<TaskView> {
    const { error, retryAfterSeconds, ...lease } = readBody(FailBody, body);
    const retryAfterMs = retryAfterSeconds === undefined ? undefined : retryAfterSeconds * 1_000;
    return this.views.one(await this.settlements.fail(leaseOf(id, lease), { ...error, retryAfterMs }));
  }

  @Post(':id/release')
  @HttpCode(200)
  @Scopes('work')
  @ApiOperation({ summary: 'Give a task back', description: 'The attempt is not counted.' })
  @TaskId()
  @ApiBody({ type: ReleaseBody })
  @ApiOkResponse({ type: TaskView })
  @LeaseIsLost()
  @ErrorAnswers(400, 404, 413, 415)
  async releaseTask(@Param('id', TaskIdPipe) id: string, @Body() body: unknown): Promise<TaskView> {
    return this.views.one(await this.settlements.release(leaseOf(id, readBody(ReleaseBody, body))));
  }
}

function leaseOf(id: string, { token }: { readonly token: string }): Lease {
  return { id: id.toLowerCase(), leaseToken: token.toLowerCase() };
}
