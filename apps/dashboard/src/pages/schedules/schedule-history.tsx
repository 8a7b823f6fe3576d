import { Anchor, Collapse, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Schedule, TaskLine } from '../../operation/answers';
import { DataTable } from '../../operation/data-table';
import { useFormat } from '../../operation/format';
import { StatusBadge } from '../../tasks/status-badge';
import { useHistory } from './schedule-queries';

/** The newest tasks that a schedule made, once someone asks for them. */
export function ScheduleHistory({ schedule: { id, name } }: { readonly schedule: Schedule }) {
  const { t } = useTranslation();
  const [opened, history] = useDisclosure();
  const area = useId();
  const { data: tasks = [] } = useHistory(id, opened);
  const Icon = opened ? IconChevronDown : IconChevronRight;
  return (
    <div>
      <UnstyledButton onClick={history.toggle} aria-expanded={opened} aria-controls={area} fz="sm" fw={500}>
        <Icon size={15} aria-hidden className="in-line" /> {t('schedules.history')}
      </UnstyledButton>
      <Collapse expanded={opened} id={area}>
        {tasks.length > 0 ? (
          <HistoryTable label={t('schedules.historyOf', { name })} tasks={tasks} />
        ) : (
          <Text size="sm" c="dimmed" mt="xs">
            {t('schedules.historyNone')}
          </Text>
        )}
      </Collapse>
    </div>
  );
}

const COLUMNS = [
  'schedules.historyTask',
  'schedules.historyStatus',
  'schedules.historyCreated',
  'schedules.historyTook',
];

function HistoryTable({ label, tasks }: { readonly label: string; readonly tasks: readonly TaskLine[] }) {
  const { t } = useTranslation();
  const { fromNow, duration } = useFormat();
  const rows = tasks.map((task) => [
    <Anchor key="task" component={Link} to={`/tasks/${task.id}`} size="sm" ff="monospace">
      …{task.id.slice(-8)}
    </Anchor>,
    <StatusBadge key="status" status={task.status} />,
    fromNow(task.createdAt),
    duration(
      task.startedAt && task.finishedAt ? Date.parse(task.finishedAt) - Date.parse(task.startedAt) : null,
    ),
  ]);
  return <DataTable label={label} columns={COLUMNS.map((key) => t(key))} rows={rows} />;
}
