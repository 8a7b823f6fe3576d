/** The embedded PostgreSQL cannot run here. Its message says why, and what a person can do about it. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';
}
