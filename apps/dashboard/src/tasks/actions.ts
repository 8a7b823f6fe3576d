import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { api } from '../api/api';
import { taskKey } from '../api/query-keys';
import type { Task } from './task-queries';

export type TaskAction = 'cancel' | 'retry' | 'delete';

const byId = (id: string) => ({ params: { path: { id } } });
const CALLS: Record<TaskAction, (id: string) => Promise<unknown>> = {
  cancel: (id) => api.POST('/api/v1/tasks/{id}/cancel', byId(id)),
  retry: (id) => api.POST('/api/v1/tasks/{id}/retry', byId(id)),
  delete: (id) => api.DELETE('/api/v1/tasks/{id}', byId(id)),
};

/** What can be done to one task; says what came of it. */
export function useTaskAction({ id }: Pick<Task, 'id'>) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (action: TaskAction) => CALLS[action](id),
    onSuccess: (_, action) => {
      notifications.show({ color: 'green', message: t(`task.done.${action}`) });
      if (action === 'delete') void navigate('/tasks');
    },
    onError: (error) => notifications.show({ color: 'red', message: error.message, autoClose: 10_000 }),
    onSettled: (_, error, action) => (error || action !== 'delete' ? queries.invalidateQueries({ queryKey: taskKey(id) }) : undefined),
  });
}
