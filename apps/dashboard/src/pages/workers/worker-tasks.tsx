import { Anchor, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Ago } from '../../operation/ago';
import type { Worker } from '../../operation/answers';
import { workerLabel } from '../../operation/worker-label';
import { summaryOf } from '../../tasks/summary';
import { type Task, useRunning } from '../../tasks/task-queries';
import { tasksPath } from '../../tasks/tasks-path';

const SHOWN = 5;

/** What a worker runs now: the newest few, each with how long it runs. */
export function WorkerTasks({ worker: own }: { readonly worker: Worker }) {
  const { id, activeTasks } = own;
  const { t } = useTranslation();
  const { data: running = [] } = useRunning(activeTasks > 0);
  const tasks = running.filter(({ worker }) => worker === id).slice(0, SHOWN);
  const isIdle = activeTasks === 0 || tasks.length === 0;
  return (
    <div>
      <Text size="xs" c="dimmed" fw={500}>
        {t('workers.runs')}
      </Text>
      {isIdle ? (
        <Text size="sm">{t('workers.runsNothing')}</Text>
      ) : (
        <ul className="worker-tasks" aria-label={`${t('workers.runs')}: ${workerLabel(own)}`}>
          {tasks.map((task) => (
            <Running key={task.id} task={task} />
          ))}
        </ul>
      )}
      {!isIdle && activeTasks > tasks.length && (
        <Anchor component={Link} to={tasksPath({ worker: id, status: 'PROCESSING' })} size="sm">
          {t('workers.runsMore', { count: activeTasks })}
        </Anchor>
      )}
    </div>
  );
}

function Running({ task }: { readonly task: Task }) {
  return (
    <li>
      <Link to={`/tasks/${task.id}`} title={summaryOf(task)}>
        {summaryOf(task)}
      </Link>
      <code>{task.type}</code>
      <span className="tabular">{task.startedAt && <Ago time={task.startedAt} />}</span>
    </li>
  );
}
