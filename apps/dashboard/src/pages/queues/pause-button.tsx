import { Button } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api';
import type { Queue } from '../../operation/answers';
import { QUEUES } from '../../api/query-keys';
import { useChange } from '../../operation/use-change';

/** Stops and starts taking work in the whole cluster; nothing is lost by it, so it does not ask. */
export function PauseButton({ queue: { name, paused } }: { readonly queue: Queue }) {
  const { t } = useTranslation();
  const change = useChange(
    () =>
      api.POST(paused ? '/api/v1/queues/{name}/resume' : '/api/v1/queues/{name}/pause', {
        params: { path: { name } },
      }),
    {
      renew: QUEUES,
      done: t(paused ? 'queues.resumedDone' : 'queues.pausedDone', { name }),
    },
  );
  const Icon = paused ? IconPlayerPlay : IconPlayerPause;
  return (
    <Button
      size="xs"
      variant={paused ? 'filled' : 'default'}
      leftSection={<Icon size={16} aria-hidden />}
      loading={change.isPending}
      onClick={() => change.mutate(undefined)}
      aria-label={t(paused ? 'queues.resumeOf' : 'queues.pauseOf', { name })}
    >
      {t(paused ? 'queues.resume' : 'queues.pause')}
    </Button>
  );
}
