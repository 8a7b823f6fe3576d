import { Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Schedule } from '../../operation/answers';
import { SCHEDULES } from '../../operation/queries';
import { request } from '../../operation/request';
import { useChange } from '../../operation/use-change';

/** Pauses a schedule and lets it go on; going on counts from now. */
export function ScheduleSwitch({ schedule: { id, name, enabled } }: { readonly schedule: Schedule }) {
  const { t } = useTranslation();
  const change = useChange(() => request('PATCH', `/schedules/${id}`, { enabled: !enabled }), {
    renew: SCHEDULES,
    done: t(enabled ? 'schedules.pausedDone' : 'schedules.resumedDone', { name }),
  });
  return (
    <Switch
      checked={enabled}
      onChange={() => change.mutate(undefined)}
      disabled={change.isPending}
      aria-label={t('schedules.enabledOf', { name })}
      label={t('schedules.active')}
      labelPosition="left"
    />
  );
}
