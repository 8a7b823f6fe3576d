import { WholeNumber } from '@app/bodies';

export class QueuePatch {
  @WholeNumber({
    minimum: 1,
    maximum: 1_000_000,
    nullable: true,
    example: 20,
    description: 'How many of its tasks may run at once in the whole cluster; null for no limit.',
    advice: 'to stop a queue, pause it',
  })
  readonly concurrency!: number | null;
}
