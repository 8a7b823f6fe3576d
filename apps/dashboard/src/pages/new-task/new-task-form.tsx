import type { components } from '@app/client';
import { Button, Grid, Group, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { api } from '../../api/api';
import { problemsOf } from '../../api/problems';
import { useFieldMessage } from '../../i18n/error-text';
import type { Task, TaskType } from '../../tasks/task-queries';
import { CurlCard } from './curl-card';
import { RefusalAlert } from './refusal-alert';
import { submissionOf, type SubmissionDraft } from './submission-draft';
import { TaskForm } from './task-form';

/** What is sent is checked against the schema that the server gave, which may be newer than these types. */
type AnySubmission = components['schemas']['AnySubmission'];

interface FormProps {
  readonly types: readonly TaskType[];
  readonly start: SubmissionDraft;
  /** What happens with the task that was accepted; by default its page is shown. */
  readonly accepted?: (task: Task) => void;
  /** In one column, without the line for a terminal. */
  readonly isNarrow?: boolean;
}

/** The form of one submission, and beside it the same for a terminal. */
export function NewTaskForm({ types, start, accepted, isNarrow = false }: FormProps) {
  const { t } = useTranslation();
  const id = useId();
  const [draft, setDraft] = useState(start);
  const submit = useSubmit(accepted);
  const fieldMessage = useFieldMessage();
  const refused = useMemo(
    () => problemsOf(submit.error).map(({ path, message }) => ({ path, message: fieldMessage(message) })),
    [submit.error, fieldMessage],
  );
  return (
    <Grid gap="md" maw={1_700}>
      <Grid.Col span={{ base: 12, md: isNarrow ? 12 : 7 }}>
        <Stack gap="md">
          <TaskForm
            id={id}
            types={types}
            draft={draft}
            set={(change) => setDraft((before) => ({ ...before, ...change }))}
            replaced={submit.reset}
            submit={() => submit.mutate(draft)}
            refused={refused}
          />
          <RefusalAlert error={submit.error} />
          <Group justify="flex-end">
            <Button type="submit" form={id} size="md" loading={submit.isPending}>
              {t('newTask.submit')}
            </Button>
          </Group>
        </Stack>
      </Grid.Col>
      {!isNarrow && (
        <Grid.Col span={{ base: 12, md: 5 }}>
          <CurlCard draft={draft} />
        </Grid.Col>
      )}
    </Grid>
  );
}

function useSubmit(accepted?: (task: Task) => void) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: async (draft: SubmissionDraft) =>
      (await api.POST('/api/v1/tasks', { body: submissionOf(draft) as AnySubmission })).data as Task,
    onSuccess: (task) => {
      notifications.show({ color: 'green', message: t('newTask.accepted') });
      if (accepted) accepted(task);
      else void navigate(`/tasks/${task.id}`);
    },
  });
}
