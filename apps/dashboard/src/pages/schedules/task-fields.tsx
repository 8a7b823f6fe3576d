import { JsonInput, Select, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isJsonObject } from './schedule-draft';
import type { FormPart } from './schedule-draft';
import { useTaskTypes } from '../../tasks/task-queries';

/** What each firing submits. */
export function TaskFields({ draft: { type, input }, set }: FormPart) {
  const { t } = useTranslation();
  const { data: types = [] } = useTaskTypes();
  return (
    <Stack gap="xs">
      <Select
        label={t('schedules.type')}
        required
        allowDeselect={false}
        data={types.map(({ name }) => name)}
        value={type}
        onChange={(value) => set({ type: value ?? type })}
      />
      <JsonInput
        label={t('schedules.input')}
        required
        autosize
        minRows={4}
        maxRows={14}
        value={input}
        onChange={(value) => set({ input: value })}
        error={isJsonObject(input) ? undefined : t('schedules.inputWrong')}
        ff="monospace"
      />
    </Stack>
  );
}
