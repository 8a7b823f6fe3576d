import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  type Shortened,
  type StoredCause,
  type StoredError,
  type StoredErrorDetails,
  type StoredUsage,
  type TaskAttempt,
  TASK_ERROR_CODES,
  TASK_STATUSES,
  type TaskStatus,
} from '@app/persistence';
import {
  errorJson,
  TASK_ERROR_CODE,
  type TaskJson,
  timeJson,
  WAIT_REASONS,
  type WaitingFor,
  type WaitReason,
} from '@app/tasks';

export { pathOfTask } from '@app/tasks';

const FREE_OBJECT = { type: 'object', additionalProperties: true } as const;
const TIME = { type: String, format: 'date-time' } as const;

class TaskErrorView implements StoredError {
  @ApiProperty({
    description: `Stable, for programs: ${TASK_ERROR_CODES.map((code) => `\`${code}\``).join(', ')}, or one that the task type names.`,
    pattern: TASK_ERROR_CODE.source,
    example: 'internal',
  })
  readonly code!: string;
  @ApiProperty({ description: 'For people.' }) readonly message!: string;
  @ApiProperty({ description: 'Whether another attempt can make sense.' }) readonly retryable!: boolean;
  @ApiProperty({ description: 'The attempt that failed.', type: 'integer' }) readonly attempt!: number;
}

class CauseView implements StoredCause {
  @ApiProperty({ example: 'Error' }) readonly name!: string;
  @ApiProperty({ example: 'connect ECONNREFUSED 10.0.0.5:5432' }) readonly message!: string;
  @ApiPropertyOptional({ description: 'Where it was thrown, in the sources.' }) readonly stack?: string;
}

class AttemptErrorView extends TaskErrorView implements StoredErrorDetails {
  @ApiPropertyOptional({
    description: 'Where it was thrown, in the sources. Not there with ERROR_DETAILS=off.',
  })
  readonly stack?: string;
  @ApiPropertyOptional({
    type: [CauseView],
    description: 'What caused it, the nearest first. Not there with ERROR_DETAILS=off.',
  })
  readonly causes?: readonly StoredCause[];
}

class ProgressView {
  @ApiProperty({ minimum: 0, maximum: 100 }) readonly percent!: number;
  @ApiProperty({ type: String, nullable: true }) readonly message!: string | null;
}

class AttemptsView {
  @ApiProperty({ description: 'Started so far.', type: 'integer' }) readonly made!: number;
  @ApiProperty({ description: 'How many there may be.', type: 'integer' }) readonly max!: number;
}

class UsageView implements StoredUsage {
  @ApiProperty() readonly provider!: string;
  @ApiProperty() readonly model!: string;
  @ApiProperty({ type: 'integer' }) readonly inputTokens!: number;
  @ApiProperty({ type: 'integer' }) readonly outputTokens!: number;
  @ApiProperty({ type: 'integer' }) readonly totalTokens!: number;
}

class WaitingForView implements WaitingFor {
  @ApiProperty({
    enum: WAIT_REASONS,
    description:
      '`time`: its time, or its next attempt. `paused`: its queue is paused. `limit`: as many tasks of its queue run as may. ' +
      '`worker`: no worker that takes from its queue is online, or all are busy with tasks before it.',
  })
  readonly reason!: WaitReason;
  @ApiProperty({ ...TIME, required: false, description: 'Where it waits for a time.' })
  readonly until?: string;
}

class LinksView {
  @ApiProperty() readonly self!: string;
  @ApiProperty() readonly events!: string;
  @ApiProperty() readonly cancel!: string;
  @ApiProperty() readonly retry!: string;
}

/** A task as clients see it, its fields in the order of the documentation. */
export class TaskView implements TaskJson {
  @ApiProperty({ format: 'uuid', description: 'A UUIDv7.' }) readonly id!: string;
  @ApiProperty({ example: 'ai.text-generation' }) readonly type!: string;
  @ApiProperty({ example: 'ai_processing' }) readonly queue!: string;
  @ApiProperty({ enum: TASK_STATUSES, description: 'PENDING also while it waits for its next attempt.' })
  readonly status!: TaskStatus;
  @ApiProperty({
    type: WaitingForView,
    nullable: true,
    description: 'Why it has not started, at most some 2 s ago; null unless PENDING.',
  })
  readonly waitingFor!: WaitingFor | null;
  @ApiProperty(FREE_OBJECT) readonly input!: Record<string, unknown>;
  @ApiProperty({ ...FREE_OBJECT, nullable: true }) readonly result!: Record<string, unknown> | null;
  @ApiProperty({
    type: TaskErrorView,
    nullable: true,
    description: 'Why it failed, or why the last attempt did.',
  })
  readonly error!: StoredError | null;
  @ApiProperty({ type: ProgressView }) readonly progress!: ProgressView;
  @ApiProperty({ type: 'integer', minimum: 1, maximum: 10 }) readonly priority!: number;
  @ApiProperty({ type: AttemptsView }) readonly attempts!: AttemptsView;
  @ApiProperty({ type: 'integer', description: 'For one attempt.' }) readonly timeoutMs!: number;
  @ApiProperty({ type: UsageView, nullable: true, description: 'Tokens, for AI work.' })
  readonly usage!: StoredUsage | null;
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The worker that runs it or ran it last.',
  })
  readonly worker!: string | null;
  @ApiProperty({ type: [String] }) readonly tags!: readonly string[];
  @ApiProperty(FREE_OBJECT) readonly metadata!: Record<string, unknown>;
  @ApiProperty(TIME) readonly createdAt!: string;
  @ApiProperty({ ...TIME, nullable: true, description: 'When it may start, or when its next attempt does.' })
  readonly runAt!: string | null;
  @ApiProperty({ ...TIME, nullable: true }) readonly startedAt!: string | null;
  @ApiProperty({ ...TIME, nullable: true }) readonly finishedAt!: string | null;
  @ApiProperty(TIME) readonly updatedAt!: string;
  @ApiProperty({ ...TIME, nullable: true }) readonly expiresAt!: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Of the trace in which it was submitted; null where it was submitted untraced.',
  })
  readonly traceId!: string | null;
  @ApiProperty({ type: LinksView }) readonly links!: LinksView;
  @ApiProperty({
    required: false,
    isArray: true,
    enum: ['input', 'result'],
    description: `Only in lists, and in the answer to a batch: which of the two are longer than 16 KiB of JSON and stand here shortened.
Then at most 10 of its fields are here, long texts end with "…" after 250 characters, and other long fields are left out, all of them
where the value is very long. GET /tasks/{id} has it whole.`,
  })
  readonly shortened?: readonly Shortened[];
}

export class TaskPage {
  @ApiProperty({ type: [TaskView] }) readonly data!: readonly TaskView[];
  @ApiProperty({ type: String, nullable: true, description: 'For the next page; null at the end.' })
  readonly nextCursor!: string | null;
}

export class AcceptedTasks {
  @ApiProperty({ type: [TaskView], description: 'In the order in which they were sent.' })
  readonly tasks!: readonly TaskView[];
}

export class AttemptView {
  @ApiProperty({ type: 'integer', description: '1 for the first.' }) readonly number!: number;
  @ApiProperty({ format: 'uuid' }) readonly worker!: string;
  @ApiProperty(TIME) readonly startedAt!: string;
  @ApiProperty({ ...TIME, nullable: true }) readonly finishedAt!: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    enum: ['completed', 'failed', 'cancelled', 'released', 'lost', null],
  })
  readonly outcome!: string | null;
  @ApiProperty({ type: AttemptErrorView, nullable: true }) readonly error!: AttemptErrorView | null;
}

export class AttemptList {
  @ApiProperty({ type: [AttemptView] }) readonly data!: readonly AttemptView[];
}

export function attemptView({
  number,
  workerId,
  startedAt,
  finishedAt,
  outcome,
  error,
}: TaskAttempt): AttemptView {
  return {
    number,
    worker: workerId,
    startedAt: startedAt.toISOString(),
    finishedAt: timeJson(finishedAt),
    outcome,
    error: attemptErrorJson(error),
  };
}

function attemptErrorJson(error: TaskAttempt['error']): AttemptErrorView | null {
  const shown = errorJson(error);
  if (!error || !shown) return null;
  return {
    ...shown,
    ...(error.stack && { stack: error.stack }),
    ...(error.causes && { causes: error.causes.map(causeJson) }),
  };
}

function causeJson({ name, message, stack }: StoredCause): StoredCause {
  return { name, message, ...(stack && { stack }) };
}
