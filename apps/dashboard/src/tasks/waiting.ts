import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../operation/format';
import { useQueues } from '../operation/queries';
import type { Task } from './task-queries';

/** Why a task waits, in words; null where it does not. */
export function useWaitingText(): (task: Task) => string | null {
  const { t, i18n } = useTranslation();
  const { fromNow } = useFormat();
  const { data: queues } = useQueues();
  // the same as long as no worker comes or goes
  const staffed = queues?.map(({ name, workers }) => (workers > 0 ? name : '')).join(' ');
  return useCallback(
    ({ waitingFor, queue, attempts }) => {
      if (!waitingFor) return null;
      const { reason, until } = waitingFor;
      const when = until ? fromNow(until) : '';
      if (reason === 'time') return t(attempts.made > 0 ? 'waiting.retry' : 'waiting.time', { when });
      if (reason === 'worker')
        return t(staffed?.split(' ').includes(queue) ? 'waiting.busy' : 'waiting.worker', { queue });
      return i18n.exists(`waiting.${reason}`)
        ? t(`waiting.${reason}`, { queue })
        : t('waiting.other', { reason });
    },
    [t, i18n, fromNow, staffed],
  );
}
