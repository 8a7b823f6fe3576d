/** No bulk action has this id. */
export class BulkActionNotFound extends Error {
  override readonly name = 'BulkActionNotFound';
  readonly code = 'not_found';

  constructor() {
    super('There is no bulk action with this id.');
  }
}

/** A bulk action that has ended cannot be cancelled. */
export class BulkActionEnded extends Error {
  override readonly name = 'BulkActionEnded';
  readonly code = 'conflict';

  constructor(status: string) {
    super(`The bulk action is ${status} and can no longer be cancelled.`);
  }
}
