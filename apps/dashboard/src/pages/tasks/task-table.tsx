import { Progress, Table } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Ago } from '../../operation/ago';
import { useFormat } from '../../operation/format';
import { StatusBadge } from '../../tasks/status-badge';
import { summaryOf } from '../../tasks/summary';
import type { Task } from '../../tasks/task-queries';

/** On a phone only what tells tasks apart stays: state, what it is about, when. */
const WIDE = { visibleFrom: 'sm' } as const;

/** The tasks, a line each. */
export function TaskTable({ tasks }: { readonly tasks: readonly Task[] }) {
  const { t } = useTranslation();
  return (
    <Table layout="fixed" className="task-table" aria-label={t('tasks.table')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={112}>{t('tasks.column.status')}</Table.Th>
          <Table.Th>{t('tasks.column.about')}</Table.Th>
          <Table.Th w={190} {...WIDE}>
            {t('tasks.column.type')}
          </Table.Th>
          <Table.Th w={{ base: 106, sm: 120 }}>{t('tasks.column.accepted')}</Table.Th>
          <Table.Th w={90} ta="right" {...WIDE}>
            {t('tasks.column.took')}
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {tasks.map((task) => (
          <TaskRow key={task.id} task={task} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

interface Row {
  readonly task: Task;
}

/**
 * A list is read again every second while tasks change; lines that are as they were stay. Of plain elements, as on a busy system
 * all lines are new every second, and the library's take several times as long.
 */
const TaskRow = memo(function TaskRow({ task }: Row) {
  const { duration } = useFormat();
  const { id, status, type, createdAt, startedAt, finishedAt, progress, error } = task;
  return (
    <tr>
      <td>
        <StatusBadge status={status} />
        {status === 'PROCESSING' && <Progress value={progress.percent} size={4} mt={6} aria-label={`${Math.round(progress.percent)} %`} />}
      </td>
      <td>
        <Link to={`/tasks/${id}`}>{summaryOf(task)}</Link>
        {error && status !== 'COMPLETED' && <small>{error.message}</small>}
      </td>
      <td className="wide">
        <code>{type}</code>
      </td>
      <td>
        <Ago time={createdAt} />
      </td>
      <td className="wide number">{duration(startedAt && finishedAt ? Date.parse(finishedAt) - Date.parse(startedAt) : null)}</td>
    </tr>
  );
}, isSame);

function isSame({ task: before }: Row, { task: after }: Row): boolean {
  const isUnchanged = before.id === after.id && before.updatedAt === after.updatedAt && before.status === after.status;
  return isUnchanged && before.progress.percent === after.progress.percent;
}
