/** The start cannot succeed as things are. Its message says what to change. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
