import { ApiProperty } from '@nestjs/swagger';
import { InputRefused } from '@app/tasks';
import { isJsonObject } from '../tasks/json-object.js';

const MOST = 1_000_000;

export class QueuePatch {
  @ApiProperty({
    type: 'integer',
    nullable: true,
    minimum: 1,
    maximum: MOST,
    example: 20,
    description: 'How many of its tasks may run at once in the whole cluster; null for no limit.',
  })
  readonly concurrency!: number | null;
}

/** @throws InputRefused where a body is not `{ "concurrency": 1 to 1,000,000 or null }` */
export function readConcurrency(body: unknown): number | null {
  if (!isJsonObject(body)) throw new InputRefused([{ path: '', message: 'must be a JSON object' }]);
  const unknown = Object.keys(body).filter((key) => key !== 'concurrency');
  if (unknown.length > 0)
    throw new InputRefused(unknown.map((path) => ({ path, message: 'is not a known field' })));
  const { concurrency } = body as { concurrency?: unknown };
  if (concurrency === null) return null;
  if (
    typeof concurrency === 'number' &&
    Number.isInteger(concurrency) &&
    concurrency >= 1 &&
    concurrency <= MOST
  )
    return concurrency;
  throw new InputRefused([
    {
      path: 'concurrency',
      message: `must be null or a whole number from 1 to ${MOST}; to stop a queue, pause it`,
    },
  ]);
}
