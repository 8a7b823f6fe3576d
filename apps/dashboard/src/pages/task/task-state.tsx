import { Group, Paper, Progress, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCodeText } from '../../i18n/error-text';
import { StatusBadge } from '../../tasks/status-badge';
import { hasEnded, type Task } from '../../tasks/task-queries';
import { useWaitingText } from '../../tasks/waiting';
import type { LiveTask } from './use-live-task';

/** How a task is now, in one card that is always there: its status, how far it is or why it waits, and what went wrong. */
export function TaskState({ task, live }: { readonly task: Task; readonly live: LiveTask }) {
  const { t } = useTranslation();
  const waitingText = useWaitingText();
  const percent = task.status === 'COMPLETED' ? 100 : Math.max(task.progress.percent, hasEnded(task) ? 0 : live.percent);
  const message = waitingText(task) ?? (hasEnded(task) ? null : (live.message ?? task.progress.message));
  return (
    <Paper withBorder p="sm" component="section" aria-label={t('task.state')}>
      <Group justify="space-between" mb={8} wrap="nowrap" gap="sm">
        <Group gap="sm" wrap="nowrap" miw={0}>
          <StatusBadge status={task.status} size="lg" />
          <Text size="sm" className="breakable">
            {message}
          </Text>
        </Group>
        <Text size="sm" className="tabular" flex="none">
          {t('task.progressOf', { percent: Math.round(percent) })}
        </Text>
      </Group>
      <Progress
        value={percent}
        size="sm"
        animated={task.status === 'PROCESSING'}
        color={COLORS[task.status]}
        aria-label={t('task.progress')}
      />
      <Failure task={task} />
    </Paper>
  );
}

const COLORS = { PENDING: 'gray', PROCESSING: 'blue', COMPLETED: 'green', FAILED: 'red', CANCELLED: 'orange' } as const;

function Failure({ task: { error, status } }: { readonly task: Task }) {
  const { t } = useTranslation();
  const codeText = useCodeText();
  if (!error || status === 'COMPLETED') return null;
  const meaning = codeText(error.code);
  return (
    <div className={status === 'FAILED' ? 'failure final' : 'failure'} role="alert">
      <Text size="sm" fw={600}>
        {t('task.error')}: <code>{error.code}</code>
        {meaning && ` · ${meaning}`}
      </Text>
      <Text size="sm" className="pre-wrapped scroll-message" tabIndex={0}>
        {error.message}
      </Text>
    </div>
  );
}
