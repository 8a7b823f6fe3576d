import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDroplet } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api';
import type { Worker } from '../../operation/answers';
import { Confirm } from '../../operation/confirm';
import { WORKERS } from '../../api/query-keys';
import { workerLabel } from '../../operation/worker-label';
import { useChange } from '../../operation/use-change';

/** Lets a worker take no more. It asks first. */
export function DrainButton({ worker: drained }: { readonly worker: Worker }) {
  const { t } = useTranslation();
  const [opened, question] = useDisclosure();
  const { id } = drained;
  const worker = workerLabel(drained);
  const drain = useChange(() => api.POST('/api/v1/workers/{id}/drain', { params: { path: { id } } }), {
    renew: WORKERS,
    done: t('workers.drainDone', { worker }),
  });
  return (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconDroplet size={16} aria-hidden />}
        loading={drain.isPending}
        onClick={question.open}
        aria-label={t('workers.drainOf', { worker })}
      >
        {t('workers.drain')}
      </Button>
      <Confirm
        opened={opened}
        close={question.close}
        title={t('workers.drainTitle')}
        text={t('workers.drainText')}
        yes={t('workers.drain')}
        act={() => drain.mutate(undefined)}
      />
    </>
  );
}
