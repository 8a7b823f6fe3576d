import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import type { TaskFilter } from '../../tasks/task-queries';

/** The filters that the address holds, so that a view can be bookmarked and sent. */
const LISTS = ['status', 'type', 'queue', 'tag'] as const;
const TEXTS = ['search', 'schedule', 'createdAfter', 'createdBefore'] as const;

export interface Filters {
  readonly filter: TaskFilter;
  readonly isEmpty: boolean;
  /** Empty lists, empty texts and null take the filter away. */
  readonly set: (changes: Partial<Record<keyof TaskFilter, readonly string[] | string | null>>) => void;
  readonly clear: () => void;
}

export function useFilters(): Filters {
  const [parameters, setParameters] = useSearchParams();
  const filter = useMemo(() => filterIn(parameters), [parameters]);
  return {
    filter,
    isEmpty: Object.keys(filter).length === 0,
    set: (changes) =>
      setParameters(
        (old) => {
          const next = new URLSearchParams(old);
          for (const [name, value] of Object.entries(changes)) {
            next.delete(name);
            for (const one of [value ?? []].flat()) if (one) next.append(name, String(one));
          }
          return next;
        },
        { replace: true },
      ),
    clear: () => setParameters({}, { replace: true }),
  };
}

export function filterIn(parameters: URLSearchParams): TaskFilter {
  const lists = LISTS.map((name) => [name, parameters.getAll(name)] as const).filter(([, values]) => values.length > 0);
  const texts = TEXTS.map((name) => [name, parameters.get(name)] as const).filter(([, value]) => value);
  return Object.fromEntries([...lists, ...texts]) as TaskFilter;
}
