import { ApiError } from '@app/client';

/** What the server refused, field by field. */
export type Problems = NonNullable<ApiError['problem']['errors']>;

export function problemsOf(error: Error | null): Problems {
  return error instanceof ApiError ? (error.problem.errors ?? []) : [];
}

/** What is wrong with a field, or with a part of it; @param itself leaves out its parts */
export function problemAt(problems: Problems, field: string, itself = false): string | undefined {
  const own = problems.filter(
    ({ path }) =>
      path === field || (!itself && /^[.[]/.test(path.slice(field.length)) && path.startsWith(field)),
  );
  return own.length > 0 ? own.map(({ message }) => message).join('\n') : undefined;
}
