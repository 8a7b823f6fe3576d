import { Button, Checkbox, Popover, Stack } from '@mantine/core';
import { IconColumns3 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { COLUMNS } from './columns';
import type { ChosenColumns } from './use-columns';

/** Which columns are shown; kept in this browser. */
export function ColumnMenu({ columns, isPhone, toggle, reset }: ChosenColumns) {
  const { t } = useTranslation();
  if (isPhone) return null;
  const shown = columns.map(({ id }) => id);
  return (
    <Popover position="bottom-end" trapFocus withRoles>
      <Popover.Target>
        <Button variant="default" leftSection={<IconColumns3 size={16} aria-hidden />}>
          {t('tasks.columns')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('tasks.columns')}>
        <Stack gap={6}>
          {COLUMNS.map(({ id }) => (
            <Checkbox
              key={id}
              size="xs"
              label={t(`tasks.column.${id}`)}
              checked={shown.includes(id)}
              disabled={id === 'about'}
              onChange={() => toggle(id)}
            />
          ))}
          <Button size="compact-xs" variant="subtle" onClick={reset}>
            {t('tasks.columnsReset')}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
