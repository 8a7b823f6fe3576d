/** No task has this id. */
export class TaskNotFound extends Error {
  override readonly name = 'TaskNotFound';
  readonly code = 'not_found';

  constructor(readonly taskId: string) {
    super('There is no task with this id.');
  }
}

/** The task's state does not allow what was asked. */
export class TaskConflict extends Error {
  override readonly name = 'TaskConflict';
  readonly code = 'conflict';
}

/** An Idempotency-Key was sent again with another body. */
export class IdempotencyKeyReused extends Error {
  override readonly name = 'IdempotencyKeyReused';
  readonly code = 'idempotency_key_reused';

  constructor() {
    super('This Idempotency-Key was used with another body. Send the same body, or another key.');
  }
}

/**
 * What was submitted under an Idempotency-Key has been deleted: there is nothing to answer with, and it is
 * not run again.
 */
export class IdempotentTaskGone extends Error {
  override readonly name = 'IdempotentTaskGone';
  readonly code = 'idempotent_task_gone';

  constructor() {
    super(
      'What was submitted with this Idempotency-Key was accepted and has been deleted since. Send another key to run it again.',
    );
  }
}

/** A type of this name is run by our own workers. */
export class TaskTypeIsBuiltIn extends Error {
  override readonly name = 'TaskTypeIsBuiltIn';
  readonly code = 'conflict';

  constructor(type: string) {
    super(`The task type "${type}" is one of the server's own; give yours another name.`);
  }
}

/** No worker has registered a type of this name. */
export class TaskTypeNotFound extends Error {
  override readonly name = 'TaskTypeNotFound';
  readonly code = 'not_found';

  constructor(type: string) {
    super(`No worker has registered a task type named "${type}".`);
  }
}

/** The task is not the caller's any more: another worker has it, or it has ended. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
  readonly code = 'lease_lost';

  constructor() {
    super("The token is no longer the task's: it has ended, or was given to another worker.");
  }
}

/** A piece of text is none that comes next, and none that was written. */
export class WrongTextOffset extends Error {
  override readonly name = 'WrongTextOffset';
  readonly code = 'wrong_offset';

  constructor() {
    super('The offset is not how many bytes of text this attempt has sent so far; nothing was written.');
  }
}

/** Somebody else held the row for longer than a request may wait. */
export class TaskIsBusy extends Error {
  override readonly name = 'TaskIsBusy';
  readonly code = 'unavailable';

  constructor() {
    super('The row of the task is held by somebody else; nothing was written. Try again.');
  }
}
