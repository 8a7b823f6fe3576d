import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api';
import { taskKey, TASKS } from '../api/query-keys';
import { useErrorText } from '../i18n/error-text';
import { hasEnded, type Task } from './task-queries';

export const ROW_ACTIONS = ['runNow', 'cancel', 'retry', 'delete'] as const;
export type TaskAction = (typeof ROW_ACTIONS)[number];

const byId = (id: string) => ({ params: { path: { id } } });
const CALLS: Record<TaskAction, (id: string) => Promise<unknown>> = {
  runNow: (id) => api.POST('/api/v1/tasks/{id}/run-now', byId(id)),
  cancel: (id) => api.POST('/api/v1/tasks/{id}/cancel', byId(id)),
  retry: (id) => api.POST('/api/v1/tasks/{id}/retry', byId(id)),
  delete: (id) => api.DELETE('/api/v1/tasks/{id}', byId(id)),
};

/** Requests at a time. */
const AT_ONCE = 4;

/** Whether a task as it is now allows an action. */
export function allows(action: TaskAction, task: Task): boolean {
  switch (action) {
    case 'runNow':
      return task.status === 'PENDING' && task.waitingFor?.reason === 'time';
    case 'cancel':
      return !hasEnded(task);
    case 'retry':
      return task.status === 'FAILED' || task.status === 'CANCELLED';
    case 'delete':
      return hasEnded(task);
  }
}

interface Wish {
  readonly action: TaskAction;
  readonly ids: readonly string[];
}

/** Does something to one task or several; says what came of it, and of what failed the first reason. */
export function useTaskActions() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const errorText = useErrorText();
  return useMutation({
    mutationFn: ({ action, ids }: Wish) => actOnAll(CALLS[action], ids),
    onSuccess: ({ done, failures: [failure, ...more] }, { action, ids }) => {
      const text = ids.length === 1 ? t(`task.done.${action}`) : t(`task.doneAll.${action}`, { count: done });
      if (done > 0) notifications.show({ color: 'green', message: text });
      const others = more.length > 0 ? ` (${more.length + 1}×)` : '';
      if (failure)
        notifications.show({ color: 'red', message: errorText(failure) + others, autoClose: 10_000 });
    },
    onSettled: (_, _error, { action, ids }) => {
      if (action !== 'delete')
        for (const id of ids) void queries.invalidateQueries({ queryKey: taskKey(id) });
      void queries.invalidateQueries({ queryKey: TASKS });
    },
  });
}

async function actOnAll(
  call: (id: string) => Promise<unknown>,
  ids: readonly string[],
): Promise<{ done: number; failures: Error[] }> {
  const left = [...ids];
  const failures: Error[] = [];
  const work = async (): Promise<void> => {
    for (let id = left.shift(); id !== undefined; id = left.shift())
      await call(id).catch((error: Error) => failures.push(error));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { done: ids.length - failures.length, failures };
}
