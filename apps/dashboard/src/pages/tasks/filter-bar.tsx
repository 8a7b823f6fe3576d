import { Button, Group, MultiSelect, Pill, SimpleGrid, Stack, TagsInput, TextInput } from '@mantine/core';
import { useDebouncedCallback, useDisclosure } from '@mantine/hooks';
import { IconSearch, IconX } from '@tabler/icons-react';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TimeField } from '../../operation/time-field';
import { useQueues } from '../../operation/queries';
import { STATUSES, useTaskTypes } from '../../tasks/task-queries';
import type { Filters } from './task-filters';

const TYPING_MS = 300;

/** Everything that narrows the table down. */
export function FilterBar({ filters }: { readonly filters: Filters }) {
  const { t } = useTranslation();
  const { filter, set, clear, isEmpty } = filters;
  const types = useTaskTypes().data?.map(({ name }) => name) ?? [];
  const queues = useQueues().data?.map(({ name }) => name) ?? [];
  const [opened, more] = useDisclosure(); // on a phone the table comes first
  const area = useId();
  const choose = { clearable: true, searchable: true, hidePickedOptions: true } as const;
  return (
    <Stack gap="xs" component="search">
      <Group gap="xs" wrap="nowrap">
        <Search filters={filters} />
        <Button variant="default" hiddenFrom="xs" onClick={more.toggle} aria-expanded={opened} aria-controls={area}>
          {t('tasks.filters')}
        </Button>
      </Group>
      <SimpleGrid id={area} visibleFrom={opened ? undefined : 'xs'} cols={{ base: 1, xs: 2, md: 4 }} spacing="xs">
        <MultiSelect
          label={t('tasks.byStatus')}
          data={STATUSES.map((value) => ({ value, label: t(`tasks.status.${value}`) }))}
          value={filter.status ?? []}
          onChange={(status) => set({ status })}
          {...choose}
        />
        <MultiSelect label={t('tasks.byType')} data={types} value={filter.type ?? []} onChange={(type) => set({ type })} {...choose} />
        <MultiSelect label={t('tasks.byQueue')} data={queues} value={filter.queue ?? []} onChange={(queue) => set({ queue })} {...choose} />
        <TagsInput label={t('tasks.byTag')} value={filter.tag ?? []} onChange={(tag) => set({ tag })} clearable />
        <Time name="createdAfter" label={t('tasks.from')} filters={filters} />
        <Time name="createdBefore" label={t('tasks.to')} filters={filters} />
      </SimpleGrid>
      <Group gap="xs">
        {filter.schedule && (
          <Pill withRemoveButton onRemove={() => set({ schedule: null })}>
            {t('tasks.schedule', { id: filter.schedule.slice(-8) })}
          </Pill>
        )}
        {!isEmpty && (
          <Button variant="subtle" size="compact-sm" leftSection={<IconX size={14} aria-hidden />} onClick={clear}>
            {t('tasks.clear')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

/** Searches while somebody types, a moment after the last letter. */
function Search({ filters: { filter, set } }: { readonly filters: Filters }) {
  const { t } = useTranslation();
  const [text, setText] = useState(filter.search ?? '');
  const search = useDebouncedCallback((value: string) => set({ search: value }), TYPING_MS);
  useEffect(() => setText(filter.search ?? ''), [filter.search]);
  return (
    <TextInput
      flex={1}
      aria-label={t('tasks.search')}
      placeholder={t('tasks.search')}
      leftSection={<IconSearch size={16} aria-hidden />}
      value={text}
      maxLength={1_000}
      onChange={({ currentTarget: { value } }) => {
        setText(value);
        search(value);
      }}
    />
  );
}

function Time({ name, label, filters: { filter, set } }: { name: 'createdAfter' | 'createdBefore'; label: string; filters: Filters }) {
  return (
    <TimeField
      label={label}
      value={filter[name] ? new Date(filter[name]) : null}
      onChange={(value) => set({ [name]: value ? new Date(value).toISOString() : null })}
    />
  );
}
