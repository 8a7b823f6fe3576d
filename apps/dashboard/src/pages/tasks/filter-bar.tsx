import { Button, Collapse, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconFilter } from '@tabler/icons-react';
import { lazy, type ReactNode, Suspense, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { ActiveFilters } from './active-filters';
import { SearchBox } from './search-box';
import type { Filters } from './task-filters';

/** With pickers of days and times, which most readers never open. */
const FilterFields = lazy(async () => ({ default: (await import('./filter-fields')).FilterFields }));

/** Everything that narrows the table down: one box, and behind a button a field for each filter. */
export function FilterBar({
  filters,
  children,
}: {
  readonly filters: Filters;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation();
  const [opened, fields] = useDisclosure();
  const area = useId();
  return (
    <search>
      <Group gap="xs">
        <SearchBox filters={filters} />
        <Button
          variant="default"
          leftSection={<IconFilter size={16} aria-hidden />}
          onClick={fields.toggle}
          aria-expanded={opened}
          aria-controls={area}
        >
          {t('tasks.filters')}
        </Button>
        {children}
      </Group>
      <Collapse expanded={opened} id={area}>
        <Suspense>{opened && <FilterFields filters={filters} />}</Suspense>
      </Collapse>
      <ActiveFilters filters={filters} />
    </search>
  );
}
