import { Card, Select, Stack, Title } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problems } from '../../api/problems';
import { useTranslatedType } from '../../i18n/task-types';
import type { TaskType } from '../../tasks/task-queries';
import { CodeInText } from './code-in-text';
import { ExampleButtons } from './example-buttons';
import { InputForm } from './input-form';
import { objectIn } from './json-text';
import { OptionFields } from './option-fields';
import { fieldErrors } from './refusal';
import { otherType, type SubmissionDraft } from './submission-draft';

interface TaskFormProps {
  /** A button that stands elsewhere submits the form of this id. */
  readonly id: string;
  readonly types: readonly TaskType[];
  readonly draft: SubmissionDraft;
  readonly set: (change: Partial<SubmissionDraft>) => void;
  /** The whole input was replaced: what was refused of the old one counts no more. */
  readonly replaced: () => void;
  readonly submit: () => void;
  readonly refused: Problems;
  /** A recurring task has no time of its own. */
  readonly hasTimes?: boolean;
}

/** The fields of one submission: its type, its input by the type's schema, its options. */
export function TaskForm({
  id,
  types,
  draft,
  set,
  replaced,
  submit,
  refused,
  hasTimes = true,
}: TaskFormProps) {
  const { t } = useTranslation();
  // fields with a text of their own begin anew when the whole input is replaced
  const [round, setRound] = useState(0);
  const type = useTranslatedType(types.find(({ name }) => name === draft.type) as TaskType);
  const errors = useMemo(() => fieldErrors(refused), [refused]);
  const replace = (change: Partial<SubmissionDraft>): void => (set(change), setRound(round + 1), replaced());
  return (
    <Stack gap="md">
      <Card withBorder>
        <TypeSelect types={types} type={type} choose={(chosen) => replace(otherType(draft, chosen))} />
        <ExampleButtons examples={type.examples} choose={(input) => replace({ input })} />
      </Card>
      <Card withBorder>
        <Title order={3} size="h5" mb="sm">
          {t('newTask.input')}
        </Title>
        <InputForm
          key={`${type.name} ${round}`}
          id={id}
          type={type}
          input={draft.input}
          change={(input) => set({ input })}
          submit={() => isComplete(draft) && submit()}
          refused={errors}
        />
      </Card>
      <Card withBorder>
        <OptionFields key={round} type={type} draft={draft} set={set} refused={refused} hasTimes={hasTimes} />
      </Card>
    </Stack>
  );
}

/** Metadata that cannot be read would be left out; the field says so. */
function isComplete({ metadata }: SubmissionDraft): boolean {
  return objectIn(metadata) !== null;
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
      description={<CodeInText text={type.description} />}
      inputWrapperOrder={['label', 'input', 'description']}
      allowDeselect={false}
      data={types.map(({ name }) => name)}
      value={type.name}
      onChange={change}
    />
  );
}
