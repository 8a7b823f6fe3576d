import {
  Autocomplete,
  Group,
  NumberInput,
  SegmentedControl,
  Select,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { cronInWords, type Unit, UNITS } from './recurrence-words';
import type { FormPart } from './schedule-draft';

/** When it fires: by cron, said in words while it is typed, or at an interval. */
export function RecurrenceFields({ draft, set }: FormPart) {
  const { t } = useTranslation();
  return (
    <Stack gap="xs">
      <SegmentedControl
        aria-label={t('schedules.recurrence')}
        value={draft.kind}
        onChange={(kind) => set({ kind })}
        data={[
          { value: 'cron', label: t('schedules.byCron') },
          { value: 'interval', label: t('schedules.byInterval') },
        ]}
      />
      {draft.kind === 'cron' ? (
        <CronFields draft={draft} set={set} />
      ) : (
        <IntervalFields draft={draft} set={set} />
      )}
    </Stack>
  );
}

function CronFields({ draft: { cron, timeZone }, set }: FormPart) {
  const { t, i18n } = useTranslation();
  return (
    <>
      <TextInput
        label={t('schedules.cron')}
        description={t('schedules.cronHint')}
        required
        value={cron}
        onChange={({ currentTarget }) => set({ cron: currentTarget.value })}
        ff="monospace"
      />
      <Text size="sm" fw={500} role="status">
        {cronInWords(cron, i18n.language) ?? t('schedules.cronUnreadable')}
      </Text>
      <Autocomplete
        label={t('schedules.timeZone')}
        required
        limit={50}
        data={['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]}
        value={timeZone}
        onChange={(zone) => set({ timeZone: zone })}
      />
    </>
  );
}

function IntervalFields({ draft: { amount, unit }, set }: FormPart) {
  const { t } = useTranslation();
  const units = Object.keys(UNITS).map((value) => ({ value, label: t(`schedules.units.${value}`) }));
  return (
    <Group grow align="flex-end">
      <NumberInput
        label={t('schedules.amount')}
        required
        min={0}
        value={amount}
        onChange={(value) => set({ amount: value })}
      />
      <Select
        label={t('schedules.unit')}
        allowDeselect={false}
        data={units}
        value={unit}
        onChange={(value) => set({ unit: value as Unit })}
      />
    </Group>
  );
}
