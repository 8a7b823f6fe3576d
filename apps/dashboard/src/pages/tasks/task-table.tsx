import { Anchor, Progress, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
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
    <Table highlightOnHover verticalSpacing="xs" layout="fixed" aria-label={t('tasks.table')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={112}>{t('tasks.column.status')}</Table.Th>
          <Table.Th>{t('tasks.column.about')}</Table.Th>
          <Table.Th w={170} {...WIDE}>
            {t('tasks.column.type')}
          </Table.Th>
          <Table.Th w={{ base: 92, sm: 130 }}>{t('tasks.column.accepted')}</Table.Th>
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

function TaskRow({ task }: { readonly task: Task }) {
  const { moment, fromNow, duration } = useFormat();
  const { id, status, type, createdAt, startedAt, finishedAt, progress, error } = task;
  return (
    <Table.Tr>
      <Table.Td>
        <StatusBadge status={status} />
        {status === 'PROCESSING' && <Progress value={progress.percent} size={4} mt={6} aria-label={`${progress.percent} %`} />}
      </Table.Td>
      <Table.Td>
        <Anchor component={Link} to={`/tasks/${id}`} size="sm" lineClamp={2} className="breakable">
          {summaryOf(task)}
        </Anchor>
        {error && status !== 'COMPLETED' && (
          <Text size="xs" c="dimmed" truncate>
            {error.message}
          </Text>
        )}
      </Table.Td>
      <Table.Td {...WIDE}>
        <Text size="sm" ff="monospace" truncate>
          {type}
        </Text>
      </Table.Td>
      <Table.Td>
        <Text size="sm" component="time" dateTime={createdAt} title={moment(createdAt)}>
          {fromNow(createdAt)}
        </Text>
      </Table.Td>
      <Table.Td ta="right" className="tabular" {...WIDE}>
        {duration(startedAt && finishedAt ? Date.parse(finishedAt) - Date.parse(startedAt) : null)}
      </Table.Td>
    </Table.Tr>
  );
}
