/** A body is no JSON. Its message says where it breaks, and repeats nothing of the body. */
export class NotJson extends Error {
  override readonly name = 'NotJson';
  readonly code = 'invalid_request';
}
