import { Anchor, Group, Paper, Progress, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCodeText } from '../../i18n/error-text';
import { StatusBadge } from '../../tasks/status-badge';
import { hasEnded, type Task } from '../../tasks/task-queries';
import { tasksPath } from '../../tasks/tasks-path';
import { useWaitingText } from '../../tasks/waiting';
import type { LiveTask } from './use-live-task';

/**
 * How a task is now, in one card that is always there: its status, how far it is or why it waits, and what
 * went wrong.
 */
export function TaskState({ task, live }: { readonly task: Task; readonly live: LiveTask }) {
  const { t } = useTranslation();
  const waitingText = useWaitingText();
  const percent =
    task.status === 'COMPLETED' ? 100 : Math.max(task.progress.percent, hasEnded(task) ? 0 : live.percent);
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

const COLORS = {
  PENDING: 'gray',
  PROCESSING: 'blue',
  COMPLETED: 'green',
  FAILED: 'red',
  CANCELLED: 'orange',
} as const;

/** What went wrong, in the handler's words first; then what the code means, and how many others it hit. */
function Failure({ task: { error, status, type } }: { readonly task: Task }) {
  const { t } = useTranslation();
  const codeText = useCodeText();
  if (!error || status === 'COMPLETED') return null;
  const { code, message } = error;
  const meaning = codeText(code);
  const others = tasksPath({ status: 'FAILED', type, errorCode: code, sort: '-finishedAt' });
  return (
    <div className={status === 'FAILED' ? 'failure final' : 'failure'} role="alert">
      <Text size="sm" fw={600} className="pre-wrapped scroll-message" tabIndex={0}>
        {message}
      </Text>
      <Text size="sm" className="breakable">
        <code>{code}</code>
        {meaning && ` · ${meaning}`}{' '}
        <Anchor component={Link} to={others} size="sm" underline="always">
          {t('task.sameError')}
        </Anchor>
      </Text>
    </div>
  );
}
