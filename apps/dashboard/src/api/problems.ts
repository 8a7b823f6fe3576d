import { ApiError } from '@app/client';

/** What the server refused, field by field. */
export type Problems = NonNullable<ApiError['problem']['errors']>;

export function problemsOf(error: Error | null): Problems {
  return error instanceof ApiError ? (error.problem.errors ?? []) : [];
}
