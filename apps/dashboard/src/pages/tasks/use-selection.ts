import { useCallback, useMemo, useState } from 'react';
import type { Task } from '../../tasks/task-queries';

export interface Selection {
  readonly ids: ReadonlySet<string>;
  readonly toggle: (id: string) => void;
  readonly setAll: (tasks: readonly Pick<Task, 'id'>[]) => void;
}

/** Which of the lines are ticked; lines that are gone are not. */
export function useSelection(tasks: readonly Task[]): Selection {
  const [ticked, tick] = useState<ReadonlySet<string>>(new Set());
  const toggle = useCallback(
    (id: string) => tick((old) => new Set(old.has(id) ? [...old].filter((one) => one !== id) : [...old, id])),
    [],
  );
  const setAll = useCallback(
    (all: readonly Pick<Task, 'id'>[]) => tick(new Set(all.map(({ id }) => id))),
    [],
  );
  const ids = useMemo(
    () => new Set(tasks.filter(({ id }) => ticked.has(id)).map(({ id }) => id)),
    [tasks, ticked],
  );
  return { ids, toggle, setAll };
}
