import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { searchIn } from './search-text';
import type { Filters } from './task-filters';

const TYPING_MS = 300;

/**
 * One box for ids, words, tags and metadata. Words are searched while they are typed; Enter makes filters of
 * `tag:news` and `key=value`.
 */
export function SearchBox({ filters: { filter, set } }: { readonly filters: Filters }) {
  const { t } = useTranslation();
  const [text, setText] = useState(filter.search ?? '');
  const search = useDebouncedCallback((value: string) => set({ search: searchIn(value).words }), TYPING_MS);
  useEffect(
    () =>
      setText((typed) => (searchIn(typed).words === (filter.search ?? '') ? typed : (filter.search ?? ''))),
    [filter.search],
  );
  const typed = searchIn(text);
  const hasFilters = Object.keys(typed.filters).length > 0;
  const enter = ({ key, nativeEvent }: KeyboardEvent): void => {
    if (key !== 'Enter' || nativeEvent.isComposing) return;
    search.cancel();
    const added: Record<string, string[]> = {};
    for (const [name, values] of Object.entries(typed.filters))
      added[name] = [...new Set([...valuesOf(filter, name), ...values])];
    set({ ...added, search: typed.words });
    setText(typed.words);
  };
  return (
    <TextInput
      className="search-box"
      type="search"
      aria-label={t('tasks.search')}
      placeholder={t('tasks.searchHint')}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={hasFilters ? <kbd className="enter-hint">{t('tasks.searchEnter')}</kbd> : undefined}
      rightSectionWidth={hasFilters ? 150 : undefined}
      rightSectionPointerEvents="none"
      value={text}
      maxLength={1_000}
      onKeyDown={enter}
      onChange={({ currentTarget: { value } }) => {
        setText(value);
        search(value);
      }}
    />
  );
}

function valuesOf(filter: Filters['filter'], name: string): string[] {
  const value = (filter as Record<string, string | string[] | undefined>)[name];
  return [value ?? []].flat();
}
