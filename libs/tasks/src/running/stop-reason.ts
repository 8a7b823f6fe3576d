/** Why a running handler is told to stop. */
export type StopReason = 'cancel' | 'timeout' | 'lease_lost' | 'drain';

const TEXTS: Readonly<Record<StopReason, string>> = {
  cancel: 'The task was cancelled.',
  timeout: 'The attempt took longer than its timeout.',
  lease_lost: 'Another worker has taken the task over.',
  drain: 'The worker is stopping.',
};

/** The reason of the abort signal that a handler gets. */
export class TaskStopped extends Error {
  override readonly name = 'TaskStopped';

  constructor(readonly reason: StopReason) {
    super(TEXTS[reason]);
  }
}
