import { Controller, HttpCode, Post, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Lease } from '@app/persistence';
import { RemoteReports, RemoteSettlements, RemoteWorkers } from '@app/tasks';
import type { FastifyReply } from 'fastify';
import { Scopes } from '../auth/scopes.guard.js';
import { ErrorAnswer, ErrorAnswers } from '../openapi/error-answers.js';
import { JsonBody } from '../requests/json-body.js';
import { TaskId } from '../tasks/task-id.js';
import { TaskViews } from '../tasks/task-views.js';
import { TaskView } from '../tasks/task.view.js';
import { Claims } from './claims.js';
import * as examples from './work-examples.js';
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
const LeaseIsLost = (
  description = "The token is no longer the task's; nothing was written.",
): MethodDecorator =>
  ErrorAnswer(
    {
      status: 409,
      description,
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
  @ApiOkResponse({ type: ClaimView })
  @ErrorAnswers(400, 413, 415)
  claimTasks(
    @JsonBody(ClaimBody, examples.CLAIM) body: ClaimBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ClaimView> {
    return this.claims.claim(body, reply);
  }

  @Post('heartbeats')
  @HttpCode(200)
  @Scopes('work')
  @ApiOperation({
    summary: 'Keep tasks',
    description: 'Prolongs the leases of what the worker holds, and says which are to be stopped.',
  })
  @ApiOkResponse({ type: HeartbeatView })
  @ErrorAnswers(400, 413, 415)
  async keepTasks(@JsonBody(HeartbeatBody, examples.HEARTBEAT) body: HeartbeatBody): Promise<HeartbeatView> {
    const { workerId, leases } = body;
    this.workers.heard(workerId.toLowerCase());
    const answers = await this.reports.heartbeat(leases.map(({ id, token }) => leaseOf(id, { token })));
    return { leases: answers.map(leaseStateView) };
  }

  @Post(':id/progress')
  @HttpCode(204)
  @Scopes('work')
  @ApiOperation({ summary: 'Say how far the work is' })
  @ApiNoContentResponse({ description: 'Written.' })
  @LeaseIsLost()
  @ErrorAnswers(400, 404, 413, 415)
  reportProgress(
    @TaskId() id: string,
    @JsonBody(ProgressBody, examples.PROGRESS) body: ProgressBody,
  ): Promise<void> {
    const { percent, message = null, ...lease } = body;
    return this.reports.progress(leaseOf(id, lease), percent, message);
  }

  @Post(':id/text')
  @HttpCode(204)
  @Scopes('work')
  @ApiOperation({
    summary: 'Append to the text that the work generates',
    description:
      'It appears in the event streams as `delta`. All pieces, joined, must be the `text` of the result. A piece with an `offset` that was written before is not written again.',
  })
  @ApiNoContentResponse({ description: 'Written.' })
  @LeaseIsLost(
    "The token is no longer the task's; or, with the code `wrong_offset`, a piece before is missing. Nothing was written.",
  )
  @ErrorAnswers(400, 404, 413, 415)
  appendText(@TaskId() id: string, @JsonBody(TextBody, examples.TEXT) body: TextBody): Promise<void> {
    const { text, offset = null, ...lease } = body;
    return this.reports.text(leaseOf(id, lease), text, offset);
  }

  @Post(':id/logs')
  @HttpCode(204)
  @Scopes('work')
  @ApiOperation({ summary: 'Keep a line of log with the task' })
  @ApiNoContentResponse({ description: 'Written.' })
  @LeaseIsLost()
  @ErrorAnswers(400, 404, 413, 415)
  keepLogLine(@TaskId() id: string, @JsonBody(LogBody, examples.LOG) body: LogBody): Promise<void> {
    const { level, message, data, ...lease } = body;
    return this.reports.log(leaseOf(id, lease), level, message, data);
  }

  @Post(':id/complete')
  @HttpCode(200)
  @Scopes('work')
  @ApiOperation({ summary: 'Say that the work is done' })
  @ApiOkResponse({ type: TaskView })
  @LeaseIsLost()
  @ErrorAnswers(400, 404, 413, 415)
  async completeTask(
    @TaskId() id: string,
    @JsonBody(CompleteBody, examples.COMPLETE) body: CompleteBody,
  ): Promise<TaskView> {
    const { result, usage = null, ...lease } = body;
    return this.views.one(await this.settlements.complete(leaseOf(id, lease), result, usage && { ...usage }));
  }

  @Post(':id/fail')
  @HttpCode(200)
  @Scopes('work')
  @ApiOperation({
    summary: 'Say that the work failed',
    description: 'It is tried again where that makes sense and an attempt is left.',
  })
  @ApiOkResponse({ type: TaskView })
  @LeaseIsLost()
  @ErrorAnswers(400, 404, 413, 415)
  async failTask(@TaskId() id: string, @JsonBody(FailBody, examples.FAIL) body: FailBody): Promise<TaskView> {
    const { error, retryAfterSeconds, ...lease } = body;
    const retryAfterMs = retryAfterSeconds === undefined ? undefined : retryAfterSeconds * 1_000;
    return this.views.one(await this.settlements.fail(leaseOf(id, lease), { ...error, retryAfterMs }));
  }

  @Post(':id/release')
  @HttpCode(200)
  @Scopes('work')
  @ApiOperation({ summary: 'Give a task back', description: 'The attempt is not counted.' })
  @ApiOkResponse({ type: TaskView })
  @LeaseIsLost()
  @ErrorAnswers(400, 404, 413, 415)
  async releaseTask(
    @TaskId() id: string,
    @JsonBody(ReleaseBody, examples.RELEASE) body: ReleaseBody,
  ): Promise<TaskView> {
    return this.views.one(await this.settlements.release(leaseOf(id, body)));
  }
}

function leaseOf(id: string, { token }: { readonly token: string }): Lease {
  return { id: id.toLowerCase(), leaseToken: token.toLowerCase() };
}
