import { Button, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCopyPlus, IconPlayerPlay, IconPlayerStop, IconRefresh, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Confirm } from '../../operation/confirm';
import { allows, ROW_ACTIONS, type TaskAction, useTaskActions } from '../../tasks/actions';
import type { Task } from '../../tasks/task-queries';

const ICONS = {
  cancel: IconPlayerStop,
  retry: IconRefresh,
  runNow: IconPlayerPlay,
  delete: IconTrash,
} as const;

interface Actions {
  readonly task: Task;
  /** Opens the form for another run. */
  readonly again: () => void;
}

/** What can be done with a task as it is now. */
export function TaskActions({ task, again }: Actions) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [asking, question] = useDisclosure();
  const { mutate, isPending } = useTaskActions();
  const act = (action: TaskAction): void => {
    const onSuccess = ({ done }: { done: number }): void =>
      void (action === 'delete' && done > 0 && navigate('/tasks'));
    mutate({ action, ids: [task.id] }, { onSuccess });
  };
  return (
    <Group gap="xs">
      {ROW_ACTIONS.filter((action) => action !== 'delete' && allows(action, task)).map((action) => {
        const Icon = ICONS[action];
        return (
          <Button
            key={action}
            size="xs"
            variant="default"
            disabled={isPending}
            leftSection={<Icon size={16} aria-hidden />}
            onClick={() => act(action)}
          >
            {t(`task.${action}`)}
          </Button>
        );
      })}
      <Button
        size="xs"
        variant="default"
        leftSection={<IconCopyPlus size={16} aria-hidden />}
        onClick={again}
      >
        {t('task.again')}
      </Button>
      {allows('delete', task) && (
        <Button
          size="xs"
          variant="default"
          disabled={isPending}
          leftSection={<IconTrash size={16} aria-hidden />}
          onClick={question.open}
        >
          {t('task.delete')}
        </Button>
      )}
      <Confirm
        opened={asking}
        close={question.close}
        title={t('task.deleteTitle')}
        text={t('task.deleteText')}
        yes={t('task.delete')}
        act={() => act('delete')}
      />
    </Group>
  );
}
