import type { components } from '@app/client';
import { Alert, Button, Checkbox, Group, Modal, Stack, Switch, TextInput } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api';
import { problemsOf } from '../../api/problems';
import type { Schedule } from '../../operation/answers';
import { SCHEDULES } from '../../api/query-keys';
import { useChange } from '../../operation/use-change';
import { RhythmFields } from './rhythm-fields';
import { draftOf, fieldsOf, isJsonObject, type ScheduleDraft } from './schedule-draft';
import { TaskFields } from './task-fields';

interface Editor {
  /** Null: a new one. */
  readonly schedule: Schedule | null;
  readonly close: () => void;
}

/** The form for a schedule. What the API refuses is shown in it, so nothing that was typed is lost. */
export function ScheduleEditor({ schedule, close }: Editor) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(() => draftOf(schedule));
  const set = (change: Partial<ScheduleDraft>): void => setDraft((before) => ({ ...before, ...change }));
  const save = useSave(schedule, draft);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    save.mutate(undefined, { onSuccess: close });
  };
  const title = schedule ? t('schedules.editTitle', { name: schedule.name }) : t('schedules.createTitle');
  return (
    <Modal opened onClose={close} title={title} size="lg" closeButtonProps={{ 'aria-label': t('operation.cancel') }}>
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label={t('schedules.name')}
            required
            maxLength={100}
            value={draft.name}
            onChange={({ currentTarget }) => set({ name: currentTarget.value })}
            data-autofocus
          />
          <RhythmFields draft={draft} set={set} />
          <TaskFields draft={draft} set={set} />
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
          <Refusal error={save.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('operation.cancel')}
            </Button>
            <Button type="submit" loading={save.isPending} disabled={!isJsonObject(draft.input)}>
              {t('schedules.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function useSave(schedule: Schedule | null, draft: ScheduleDraft) {
  const { t } = useTranslation();
  const send = (): Promise<unknown> => {
    const fields = fieldsOf(draft, schedule?.task) as components['schemas']['ScheduleBody']; // the API looks whether its type takes the input
    return schedule
      ? api.PATCH('/api/v1/schedules/{id}', { params: { path: { id: schedule.id } }, body: fields })
      : api.POST('/api/v1/schedules', { body: fields });
  };
  return useChange(send, { renew: SCHEDULES, done: t('schedules.saveDone', { name: draft.name }) });
}

function Refusal({ error }: { readonly error: Error | null }) {
  if (!error) return null;
  const problems = problemsOf(error);
  return (
    <Alert color="red" variant="light" role="alert" title={error.message}>
      {problems.map(({ path, message }) => (
        <div key={path + message}>
          {path} {message}
        </div>
      ))}
    </Alert>
  );
}
