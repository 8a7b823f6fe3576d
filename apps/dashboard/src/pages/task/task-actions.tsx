import { Button, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCopy, IconPlayerStop, IconRefresh, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Confirm } from '../../operation/confirm';
import { useTaskAction } from '../../tasks/actions';
import { hasEnded, type Task } from '../../tasks/task-queries';

/** What can be done with a task as it is now. */
export function TaskActions({ task }: { readonly task: Task }) {
  const { t } = useTranslation();
  const [asking, question] = useDisclosure();
  const { mutate, isPending } = useTaskAction(task);
  const isOver = hasEnded(task);
  const button = { variant: 'default', disabled: isPending } as const;
  return (
    <Group gap="xs">
      {!isOver && (
        <Button {...button} leftSection={<IconPlayerStop size={16} aria-hidden />} onClick={() => mutate('cancel')}>
          {t('task.cancel')}
        </Button>
      )}
      {(task.status === 'FAILED' || task.status === 'CANCELLED') && (
        <Button {...button} leftSection={<IconRefresh size={16} aria-hidden />} onClick={() => mutate('retry')}>
          {t('task.retry')}
        </Button>
      )}
      <Button variant="default" component={Link} to={`/new?from=${task.id}`} leftSection={<IconCopy size={16} aria-hidden />}>
        {t('task.duplicate')}
      </Button>
      {isOver && (
        <Button {...button} color="red" leftSection={<IconTrash size={16} aria-hidden />} onClick={question.open}>
          {t('task.delete')}
        </Button>
      )}
      <Confirm
        opened={asking}
        close={question.close}
        title={t('task.deleteTitle')}
        text={t('task.deleteText')}
        yes={t('task.delete')}
        act={() => mutate('delete')}
      />
    </Group>
  );
}
