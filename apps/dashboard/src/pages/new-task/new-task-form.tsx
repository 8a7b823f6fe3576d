import type { components } from '@app/client';
import { Alert, Button, Card, Grid, Group, Select, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemsOf } from '../../api/problems';
import { useNavigate } from 'react-router';
import { api } from '../../api/api';
import { useTranslatedType } from '../../i18n/task-types';
import type { Task, TaskType } from '../../tasks/task-queries';
import { CurlCard } from './curl-card';
import { ExampleButtons } from './example-buttons';
import { InputForm } from './input-form';
import { objectIn } from './json-text';
import { OptionFields } from './option-fields';
import { fieldErrors } from './refusal';
import { draftOf, submissionOf, type SubmissionDraft } from './submission-draft';

/** What is sent is checked against the schema that the server gave, which may be newer than these types. */
type AnySubmission = components['schemas']['AnySubmission'];

interface FormProps {
  readonly types: readonly TaskType[];
  readonly start: SubmissionDraft;
}

/** The form of one submission, and beside it the same for a terminal. */
export function NewTaskForm({ types, start }: FormProps) {
  const { t } = useTranslation();
  const id = useId();
  const [draft, setDraft] = useState(start);
  const [round, setRound] = useState(0); // fields with a text of their own begin anew when the whole input is replaced
  const type = useTranslatedType(types.find(({ name }) => name === draft.type) as TaskType);
  const submit = useSubmit();
  const refused = useMemo(() => fieldErrors(submit.error), [submit.error]);
  const set = (change: Partial<SubmissionDraft>): void => setDraft((before) => ({ ...before, ...change }));
  const replace = (change: Partial<SubmissionDraft>): void => (set(change), setRound(round + 1), submit.reset());
  return (
    <Grid gap="lg">
      <Grid.Col span={{ base: 12, md: 7 }}>
        <Stack gap="lg">
          <Card withBorder>
            <TypeSelect types={types} type={type} choose={(chosen) => replace(draftOf(chosen))} />
            <ExampleButtons examples={type.examples} choose={(input) => replace({ input })} />
          </Card>
          <Card withBorder>
            <Heading text={t('newTask.input')} />
            <InputForm
              key={`${type.name} ${round}`}
              id={id}
              type={type}
              input={draft.input}
              change={(input) => set({ input })}
              submit={() => isComplete(draft) && submit.mutate(draft)}
              refused={refused}
            />
          </Card>
          <Card withBorder>
            <OptionFields key={round} type={type} draft={draft} set={set} refused={problemsOf(submit.error)} />
          </Card>
          <Refusal error={submit.error} />
          <Group justify="flex-end">
            <Button type="submit" form={id} size="md" loading={submit.isPending}>
              {t('newTask.submit')}
            </Button>
          </Group>
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 5 }}>
        <CurlCard draft={draft} />
      </Grid.Col>
    </Grid>
  );
}

/** Metadata that cannot be read would be left out; the field says so. */
function isComplete({ metadata }: SubmissionDraft): boolean {
  return objectIn(metadata) !== null;
}

function useSubmit() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: async (draft: SubmissionDraft) =>
      (await api.POST('/api/v1/tasks', { body: submissionOf(draft) as AnySubmission })).data as Task,
    onSuccess: (task) => {
      notifications.show({ color: 'green', message: t('newTask.accepted') });
      void navigate(`/tasks/${task.id}`);
    },
  });
}

interface TypeSelectProps {
  readonly types: readonly TaskType[];
  readonly type: TaskType;
  readonly choose: (type: TaskType) => void;
}

function TypeSelect({ types, type, choose }: TypeSelectProps) {
  const { t } = useTranslation();
  const change = (name: string | null): void => {
    const chosen = types.find((other) => other.name === name);
    if (chosen && chosen.name !== type.name) choose(chosen);
  };
  return (
    <Select
      label={t('newTask.type')}
      description={type.description}
      inputWrapperOrder={['label', 'input', 'description']}
      allowDeselect={false}
      data={types.map(({ name }) => name)}
      value={type.name}
      onChange={change}
    />
  );
}

function Heading({ text }: { readonly text: string }) {
  return (
    <Title order={3} size="h5" mb="sm">
      {text}
    </Title>
  );
}

/** All that the server said, also of what has no field here. */
function Refusal({ error }: { readonly error: Error | null }) {
  const { t } = useTranslation();
  if (!error) return null;
  return (
    <Alert color="red" variant="light" role="alert" title={t('newTask.refused')}>
      {problemsOf(error).map(({ path, message }) => (
        <Text key={path + message} size="sm">
          <b>{path}</b> {message}
        </Text>
      ))}
      {problemsOf(error).length === 0 && error.message}
    </Alert>
  );
}
