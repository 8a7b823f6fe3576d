/** Why a running handler is told to stop. */
export type StopReason = 'cancel' | 'timeout' | 'lease_lost' | 'drain' | 'too_large' | 'stray';

/**
 * A handler that was told to stop and does not is left behind after this time; its result is then refused by
 * the fence.
 */
export const STOP_GRACE_MS = 5_000;

const TEXTS: Readonly<Record<StopReason, string>> = {
  cancel: 'The task was cancelled.',
  timeout: 'The attempt took longer than its timeout.',
  lease_lost: 'Another worker has taken the task over.',
  drain: 'The worker is stopping.',
  stray: 'The handler left an error behind that nobody handled.',
  too_large: 'The text is larger than a task may generate.',
};

/** The reason of the abort signal that a handler gets. */
export class TaskStopped extends Error {
  override readonly name = 'TaskStopped';

  constructor(readonly reason: StopReason) {
    super(TEXTS[reason]);
  }
}
