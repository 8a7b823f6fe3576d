import { Link } from 'react-router';
import { summaryOf } from '../../tasks/summary';
import type { Task } from '../../tasks/task-queries';

interface About {
  readonly task: Task;
  readonly waitingText: (task: Task) => string | null;
}

/**
 * What a task is about, and beside it what matters of it now: how far it is, why it waits, what went wrong.
 */
export function AboutCell({ task, waitingText }: About) {
  const summary = summaryOf(task);
  const note = noteOf(task, waitingText);
  return (
    <div className="about">
      <Link to={`/tasks/${task.id}`} title={summary}>
        {summary}
      </Link>
      {task.status === 'PROCESSING' && (
        <meter
          min={0}
          max={100}
          value={task.progress.percent}
          aria-label={`${Math.round(task.progress.percent)} %`}
        />
      )}
      {note && (
        <small className={task.status === 'FAILED' ? 'failed' : undefined} title={note}>
          {note}
        </small>
      )}
    </div>
  );
}

function noteOf(task: Task, waitingText: About['waitingText']): string | null {
  const { status, error, progress } = task;
  if (status === 'COMPLETED') return null;
  if (status === 'PROCESSING' && progress.message) return progress.message;
  const wrong = error && `${error.code}: ${error.message}`;
  return [waitingText(task), wrong].filter(Boolean).join(' · ') || null;
}
