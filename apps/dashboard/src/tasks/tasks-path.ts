/** Filters of the page of tasks, as they stand in its address. */
export type TasksQuery = Readonly<Record<string, string | readonly string[] | null | undefined>>;

export const ENDED = ['COMPLETED', 'FAILED', 'CANCELLED'] as const;

/** The address of the page with the tasks that match. */
export function tasksPath(query: TasksQuery): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    for (const one of [value ?? []].flat()) parameters.append(name, one);
  const text = parameters.toString();
  return text ? `/tasks?${text}` : '/tasks';
}
