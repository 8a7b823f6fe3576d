import type { Task } from '@app/client';

/** A task for a person: a line for each thing that there is to say, then what came of it. */
export function taskText(task: Task): string {
  const { waitingFor, progress, attempts, error, result } = task;
  const facts: Readonly<Record<string, string | null | undefined>> = {
    id: task.id,
    type: task.type,
    status: task.status,
    'waits for': waitingFor && [waitingFor.reason, waitingFor.until].filter(Boolean).join(' until '),
    progress: task.status === 'PROCESSING' ? `${progress.percent} % ${progress.message ?? ''}`.trim() : null,
    attempts: `${attempts.made} of ${attempts.max}`,
    created: task.createdAt,
    finished: task.finishedAt,
    tags: task.tags.join(', '),
    error: error && `${error.code}: ${error.message}`,
  };
  const lines = Object.entries(facts).flatMap(([name, fact]) =>
    fact ? [`${`${name}:`.padEnd(11)}${fact}`] : [],
  );
  return `${lines.join('\n')}\n${result ? `${JSON.stringify(result, null, 2)}\n` : ''}`;
}

/** A task in a line of a list. */
export function taskLine({ id, status, type, createdAt, error, waitingFor }: Task): string {
  const why = error?.code ?? waitingFor?.reason ?? '';
  return `${id}  ${status.padEnd(10)}  ${createdAt}  ${type}${why && `  ${why}`}`;
}
