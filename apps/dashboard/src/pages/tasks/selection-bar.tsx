import { Button, Group, Paper, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { allows, ROW_ACTIONS, type TaskAction } from '../../tasks/actions';
import type { Task } from '../../tasks/task-queries';

interface Bar {
  readonly tasks: readonly Task[];
  readonly act: (tasks: readonly Task[], action: TaskAction) => void;
  readonly clear: () => void;
}

/**
 * What can be done with the ticked tasks; below the list, so that nothing moves when the first one is ticked.
 */
export function SelectionBar({ tasks, act, clear }: Bar) {
  const { t } = useTranslation();
  if (tasks.length === 0) return null;
  return (
    <Paper
      withBorder
      shadow="md"
      p="xs"
      className="selection-bar"
      role="region"
      aria-label={t('tasks.selected', { count: tasks.length })}
    >
      <Group gap="xs">
        <Text size="sm" fw={600} role="status">
          {t('tasks.selected', { count: tasks.length })}
        </Text>
        {ROW_ACTIONS.map((action) => ({ action, able: tasks.filter((task) => allows(action, task)) }))
          .filter(({ able }) => able.length > 0)
          .map(({ action, able }) => (
            <Button
              key={action}
              size="xs"
              variant="default"
              c={action === 'delete' ? 'var(--mantine-color-error)' : undefined}
              onClick={() => act(able, action)}
            >
              {t(`task.${action}`)} ({able.length})
            </Button>
          ))}
        <Button size="xs" variant="subtle" onClick={clear}>
          {t('tasks.unselect')}
        </Button>
      </Group>
    </Paper>
  );
}
