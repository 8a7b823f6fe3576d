import { Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api';
import type { Schedule } from '../../operation/answers';
import { SCHEDULES } from '../../api/query-keys';
import { useChange } from '../../operation/use-change';

/** Pauses a schedule and lets it go on; going on counts from now. */
export function ScheduleSwitch({ schedule: { id, name, enabled } }: { readonly schedule: Schedule }) {
  const { t } = useTranslation();
  const change = useChange(
    () => api.PATCH('/api/v1/schedules/{id}', { params: { path: { id } }, body: { enabled: !enabled } }),
    {
      renew: SCHEDULES,
      done: t(enabled ? 'schedules.pausedDone' : 'schedules.resumedDone', { name }),
    },
  );
  return (
    <Switch
      flex="none"
      checked={enabled}
      onChange={() => change.mutate(undefined)}
      disabled={change.isPending}
      aria-label={t('schedules.enabledOf', { name })}
      label={t('schedules.active')}
      labelPosition="left"
    />
  );
}
