import { Button } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api';
import { WORKERS } from '../../api/query-keys';
import type { Worker } from '../../operation/answers';
import { workerLabel } from '../../operation/worker-label';
import { useChange } from '../../operation/use-change';

/** Lets a worker that was drained by hand take tasks again. */
export function UndrainButton({ worker: drained }: { readonly worker: Worker }) {
  const { t } = useTranslation();
  const { id } = drained;
  const worker = workerLabel(drained);
  const undrain = useChange(() => api.POST('/api/v1/workers/{id}/undrain', { params: { path: { id } } }), {
    renew: WORKERS,
    done: t('workers.undrainDone', { worker }),
  });
  return (
    <Button
      size="xs"
      variant="default"
      leftSection={<IconPlayerPlay size={16} aria-hidden />}
      loading={undrain.isPending}
      onClick={() => undrain.mutate(undefined)}
      aria-label={t('workers.undrainOf', { worker })}
    >
      {t('workers.undrain')}
    </Button>
  );
}
