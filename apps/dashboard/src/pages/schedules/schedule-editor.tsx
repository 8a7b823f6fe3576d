import type { components } from '@app/client';
import { Button, Card, Checkbox, Drawer, Group, Stack, Switch, TextInput } from '@mantine/core';
import { useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api';
import { problemAt, type Problems, problemsOf } from '../../api/problems';
import { SCHEDULES } from '../../api/query-keys';
import { useFieldMessage } from '../../i18n/error-text';
import type { Schedule } from '../../operation/answers';
import { useChange } from '../../operation/use-change';
import type { TaskType } from '../../tasks/task-queries';
import { RefusalAlert } from '../new-task/refusal-alert';
import { TaskForm } from '../new-task/task-form';
import { RecurrenceFields } from './recurrence-fields';
import { changesOf, draftOf, fieldsOf, type FormPart, type ScheduleDraft } from './schedule-draft';

interface Editor {
  /** Null: a new one. */
  readonly schedule: Schedule | null;
  readonly types: readonly TaskType[];
  readonly close: () => void;
}

const TASK = 'task.';

/**
 * The form for a schedule: when, and the form of a new task. What the API refuses is shown in it, so nothing
 * that was typed is lost.
 */
export function ScheduleEditor({ schedule, types, close }: Editor) {
  const { t } = useTranslation();
  const id = useId();
  const [draft, setDraft] = useState(() => draftOf(schedule, types));
  const set = (change: Partial<ScheduleDraft>): void => setDraft((before) => ({ ...before, ...change }));
  const save = useSave(schedule, draft);
  const problems = useProblems(save.error);
  const submit = (): void => save.mutate(undefined, { onSuccess: close });
  const title = schedule ? t('schedules.editTitle', { name: schedule.name }) : t('schedules.createTitle');
  const nameError = problemAt(problems, 'name');
  return (
    <Drawer
      opened
      onClose={close}
      position="right"
      title={title}
      size="min(720px, 100vw)"
      closeButtonProps={{ 'aria-label': t('operation.cancel') }}
    >
      <Stack>
        <WhenFields draft={draft} set={set} nameError={nameError} />
        <TaskForm
          id={id}
          types={types}
          draft={draft.task}
          set={(change) => setDraft((before) => ({ ...before, task: { ...before.task, ...change } }))}
          replaced={save.reset}
          submit={submit}
          refused={problems}
          hasTimes={false}
        />
        <RefusalAlert error={save.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t('operation.cancel')}
          </Button>
          <Button type="submit" form={id} loading={save.isPending}>
            {t('schedules.save')}
          </Button>
        </Group>
      </Stack>
    </Drawer>
  );
}

interface When extends FormPart {
  readonly nameError: string | undefined;
}

function WhenFields({ draft, set, nameError }: When) {
  const { t } = useTranslation();
  return (
    <Card withBorder>
      <Stack gap="sm">
        <TextInput
          label={t('schedules.name')}
          value={draft.name}
          error={nameError}
          onChange={({ currentTarget }) => set({ name: currentTarget.value })}
          data-autofocus
        />
        <RecurrenceFields draft={draft} set={set} />
        <Checkbox
          label={t('schedules.catchUp')}
          checked={draft.catchUp}
          onChange={({ currentTarget }) => set({ catchUp: currentTarget.checked })}
        />
        <Switch
          label={t('schedules.enabled')}
          checked={draft.enabled}
          onChange={({ currentTarget }) => set({ enabled: currentTarget.checked })}
        />
      </Stack>
    </Card>
  );
}

/** What was refused of the task stands at the fields of the task. */
function useProblems(error: Error | null): Problems {
  const fieldMessage = useFieldMessage();
  return useMemo(
    () =>
      problemsOf(error).map(({ path, message }) => ({
        path: path.startsWith(TASK) ? path.slice(TASK.length) : path,
        message: fieldMessage(message),
      })),
    [error, fieldMessage],
  );
}

function useSave(schedule: Schedule | null, draft: ScheduleDraft) {
  const { t } = useTranslation();
  const send = (): Promise<unknown> => {
    // The API looks whether its type takes the input.
    if (!schedule)
      return api.POST('/api/v1/schedules', {
        body: fieldsOf(draft) as components['schemas']['ScheduleBody'],
      });
    const body = changesOf(draft, schedule) as components['schemas']['ScheduleChanges'];
    return api.PATCH('/api/v1/schedules/{id}', { params: { path: { id: schedule.id } }, body });
  };
  return useChange(send, { renew: SCHEDULES, done: t('schedules.saveDone', { name: draft.name }) });
}
