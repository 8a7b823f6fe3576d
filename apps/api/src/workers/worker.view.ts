import { ApiProperty } from '@nestjs/swagger';
import { type ListedWorker, LOST_AFTER_MS } from '@app/persistence';

const STATUSES = ['online', 'draining', 'lost'] as const;

export class WorkerView {
  @ApiProperty({ format: 'uuid' }) readonly id!: string;
  @ApiProperty({ type: String, nullable: true, description: 'What a worker over HTTP calls itself.' })
  readonly name!: string | null;
  @ApiProperty() readonly host!: string;
  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'Null for a worker over HTTP that does not say.',
  })
  readonly pid!: number | null;
  @ApiProperty() readonly version!: string;
  @ApiProperty({ type: [String] }) readonly queues!: readonly string[];
  @ApiProperty({
    type: [String],
    nullable: true,
    description:
      'The types of tasks that it takes; null for a worker of an older version, which takes whatever its queues have.',
  })
  readonly types!: readonly string[] | null;
  @ApiProperty({ type: 'integer', description: 'Tasks of one queue that it runs at once.' })
  readonly concurrency!: number;
  @ApiProperty({ type: 'integer' }) readonly activeTasks!: number;
  @ApiProperty({ type: 'integer', description: 'Since it started.' }) readonly completed!: number;
  @ApiProperty({ type: 'integer', description: 'Since it started.' }) readonly failed!: number;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Resident memory of its process.' })
  readonly memoryBytes!: number | null;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'CPU time a second of time, lately; 1 is one core, threads may bring it above.',
  })
  readonly cpuRatio!: number | null;
  @ApiProperty({ type: String, format: 'date-time' }) readonly startedAt!: string;
  @ApiProperty({ type: String, format: 'date-time' }) readonly lastHeartbeatAt!: string;
  @ApiProperty({ enum: STATUSES }) readonly status!: (typeof STATUSES)[number];
}

export class WorkerList {
  @ApiProperty({ type: [WorkerView] }) readonly data!: readonly WorkerView[];
}

export function workerView(worker: ListedWorker): WorkerView {
  const {
    id,
    name,
    host,
    pid,
    version,
    queues,
    types,
    concurrency,
    activeTasks,
    startedAt,
    lastHeartbeatAt,
  } = worker;
  return {
    id,
    name,
    host,
    pid,
    version,
    queues,
    types,
    concurrency,
    activeTasks,
    completed: Number(worker.completed),
    failed: Number(worker.failed),
    memoryBytes: worker.memoryBytes === null ? null : Number(worker.memoryBytes),
    cpuRatio: worker.cpuRatio,
    startedAt: startedAt.toISOString(),
    lastHeartbeatAt: lastHeartbeatAt.toISOString(),
    status: workerStatus(worker),
  };
}

export function workerStatus({
  status,
  silentMs,
  drainRequestedAt,
}: Pick<ListedWorker, 'status' | 'silentMs' | 'drainRequestedAt'>): WorkerView['status'] {
  if (silentMs > LOST_AFTER_MS) return 'lost';
  return drainRequestedAt ? 'draining' : status;
}
