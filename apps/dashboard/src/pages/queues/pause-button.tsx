import { Button } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Queue } from '../../operation/answers';
import { QUEUES } from '../../operation/queries';
import { request } from '../../operation/request';
import { useChange } from '../../operation/use-change';

/** Stops and starts taking work in the whole cluster; nothing is lost by it, so it does not ask. */
export function PauseButton({ queue: { name, paused } }: { readonly queue: Queue }) {
  const { t } = useTranslation();
  const change = useChange(() => request('POST', `/queues/${encodeURIComponent(name)}/${paused ? 'resume' : 'pause'}`), {
    renew: QUEUES,
    done: t(paused ? 'queues.resumedDone' : 'queues.pausedDone', { name }),
  });
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
