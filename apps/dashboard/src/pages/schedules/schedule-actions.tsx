import { Button, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBolt, IconPencil, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api';
import type { Schedule } from '../../operation/answers';
import { Confirm } from '../../operation/confirm';
import { SCHEDULES } from '../../api/query-keys';
import { useChange } from '../../operation/use-change';

interface Actions {
  readonly schedule: Schedule;
  readonly edit: () => void;
}

export function ScheduleActions({ schedule, edit }: Actions) {
  const { t } = useTranslation();
  const { id, name } = schedule;
  const trigger = useChange(() => api.POST('/api/v1/schedules/{id}/trigger', { params: { path: { id } } }), {
    renew: SCHEDULES,
    done: t('schedules.triggerDone', { name }),
  });
  return (
    <Group gap="xs">
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconBolt size={15} aria-hidden />}
        loading={trigger.isPending}
        onClick={() => trigger.mutate(undefined)}
        aria-label={t('schedules.triggerOf', { name })}
      >
        {t('schedules.trigger')}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconPencil size={15} aria-hidden />}
        onClick={edit}
        aria-label={t('schedules.editOf', { name })}
      >
        {t('schedules.edit')}
      </Button>
      <DeleteButton schedule={schedule} />
    </Group>
  );
}

function DeleteButton({ schedule: { id, name } }: Pick<Actions, 'schedule'>) {
  const { t } = useTranslation();
  const [opened, question] = useDisclosure();
  const remove = useChange(() => api.DELETE('/api/v1/schedules/{id}', { params: { path: { id } } }), {
    renew: SCHEDULES,
    done: t('schedules.deleteDone', { name }),
  });
  return (
    <>
      <Button
        size="compact-sm"
        variant="subtle"
        color="red"
        leftSection={<IconTrash size={15} aria-hidden />}
        loading={remove.isPending}
        onClick={question.open}
        aria-label={t('schedules.deleteOf', { name })}
      >
        {t('schedules.delete')}
      </Button>
      <Confirm
        opened={opened}
        close={question.close}
        title={t('schedules.deleteTitle')}
        text={`${name}. ${t('schedules.deleteText')}`}
        yes={t('schedules.delete')}
        act={() => remove.mutate(undefined)}
      />
    </>
  );
}
