import { Anchor } from '@mantine/core';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useWorkers } from './queries';
import { workerLabel } from './worker-label';

/** A worker by host and process, as its operator knows it; one that is gone by the end of its id. */
export function useWorkerName(): (id: string) => string {
  const { t } = useTranslation();
  const { data: workers } = useWorkers();
  return useCallback(
    (id) => {
      const worker = workers?.find((one) => one.id === id);
      if (worker) return workerLabel(worker);
      return workers ? t('workers.gone', { id: id.slice(-8) }) : `…${id.slice(-8)}`;
    },
    [workers, t],
  );
}

/** Leads to the worker, or to the tasks of one that is gone. */
export function WorkerLink({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const { data: workers } = useWorkers();
  const isThere = workers?.some((worker) => worker.id === id) ?? false;
  return (
    <Anchor
      component={Link}
      to={isThere ? `/workers#${id}` : `/tasks?worker=${id}`}
      size="sm"
      ff="monospace"
      title={isThere || !workers ? id : t('workers.goneHint', { id })}
      className="breakable"
    >
      {useWorkerName()(id)}
    </Anchor>
  );
}
