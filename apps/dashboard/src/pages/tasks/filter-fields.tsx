import { MultiSelect, SimpleGrid, TagsInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useQueues } from '../../operation/queries';
import { TimeField } from '../../operation/time-field';
import { useTaskTypes } from '../../tasks/task-queries';
import type { Filters } from './task-filters';

/** A field for each filter. */
export function FilterFields({ filters }: { readonly filters: Filters }) {
  const { t } = useTranslation();
  const { filter, set } = filters;
  const types = useTaskTypes().data?.map(({ name }) => name) ?? [];
  const queues = useQueues().data?.map(({ name }) => name) ?? [];
  const choose = { clearable: true, searchable: true, hidePickedOptions: true } as const;
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, md: 4, xxl: 8 }} spacing="xs" mt="xs">
      <MultiSelect
        label={t('tasks.byType')}
        data={types}
        value={filter.type ?? []}
        onChange={(type) => set({ type })}
        {...choose}
      />
      <MultiSelect
        label={t('tasks.byQueue')}
        data={queues}
        value={filter.queue ?? []}
        onChange={(queue) => set({ queue })}
        {...choose}
      />
      <TagsInput
        label={t('tasks.byTag')}
        value={filter.tag ?? []}
        onChange={(tag) => set({ tag })}
        clearable
      />
      <TagsInput
        label={t('tasks.byError')}
        value={filter.errorCode ?? []}
        onChange={(errorCode) => set({ errorCode })}
        clearable
      />
      <Time name="createdAfter" filters={filters} />
      <Time name="createdBefore" filters={filters} />
      <Time name="finishedAfter" filters={filters} />
      <Time name="finishedBefore" filters={filters} />
    </SimpleGrid>
  );
}

type TimeName = 'createdAfter' | 'createdBefore' | 'finishedAfter' | 'finishedBefore';

function Time({ name, filters: { filter, set } }: { readonly name: TimeName; readonly filters: Filters }) {
  const { t } = useTranslation();
  const value = filter[name];
  return (
    <TimeField
      label={t(`tasks.${name}`)}
      value={value ? new Date(value) : null}
      onChange={(time) => set({ [name]: time ? new Date(time).toISOString() : null })}
    />
  );
}
