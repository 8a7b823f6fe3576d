import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import type { TaskFilter, TaskSort } from '../../tasks/task-queries';

/** The filters that the address holds, so that a view can be bookmarked and sent. */
const LISTS = ['status', 'type', 'queue', 'tag', 'worker', 'errorCode', 'schedule'] as const;
const TEXTS = ['search', 'createdAfter', 'createdBefore', 'finishedAfter', 'finishedBefore'] as const;
const METADATA = 'metadata.';
const SORTS = ['-createdAt', 'createdAt', '-finishedAt', 'finishedAt'] as const satisfies readonly TaskSort[];

/** Empty lists, empty texts and null take a filter away. */
export type FilterChanges = Readonly<Record<string, readonly string[] | string | null>>;

export interface Filters {
  readonly filter: TaskFilter;
  readonly sort: TaskSort;
  readonly isEmpty: boolean;
  readonly set: (changes: FilterChanges) => void;
  readonly clear: () => void;
}

export function useFilters(): Filters {
  const [parameters, setParameters] = useSearchParams();
  const filter = useMemo(() => filterIn(parameters), [parameters]);
  return {
    filter,
    sort: SORTS.find((sort) => sort === parameters.get('sort')) ?? '-createdAt',
    isEmpty: Object.keys(filter).length === 0,
    set: (changes) => setParameters((old) => changed(old, changes), { replace: true }),
    clear: () =>
      setParameters((old) => new URLSearchParams([...old].filter(([name]) => name === 'sort')), {
        replace: true,
      }),
  };
}

/** The same address with other filters. */
export function changed(old: URLSearchParams, changes: FilterChanges): URLSearchParams {
  const next = new URLSearchParams(old);
  for (const [name, value] of Object.entries(changes)) {
    next.delete(name);
    for (const one of [value ?? []].flat()) if (one) next.append(name, one);
  }
  return next;
}

export function filterIn(parameters: URLSearchParams): TaskFilter {
  const metadata = [...new Set(parameters.keys())].filter(
    (name) => name.startsWith(METADATA) && name.length > METADATA.length,
  );
  const lists = [...LISTS, ...metadata]
    .map((name) => [name, parameters.getAll(name)] as const)
    .filter(([, values]) => values.length > 0);
  const texts = TEXTS.map((name) => [name, parameters.get(name)] as const).filter(([, value]) => value);
  return Object.fromEntries([...lists, ...texts]) as TaskFilter;
}
