import { NumberInput, SimpleGrid, TagsInput } from '@mantine/core';
import { DateTimePicker } from '@mantine/dates';
import { useTranslation } from 'react-i18next';
import type { TaskType } from '../../tasks/task-queries';
import type { SubmissionDraft } from './submission-draft';

interface Options {
  readonly type: TaskType;
  readonly draft: SubmissionDraft;
  readonly set: (change: Partial<SubmissionDraft>) => void;
}

/** What is about the task and not about its input. An empty field leaves it to the type's defaults, which it shows. */
export function OptionFields({ type, draft, set }: Options) {
  const { t } = useTranslation();
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
      <NumberInput
        label={t('newTask.priority')}
        placeholder={String(type.defaults.priority)}
        min={1}
        max={10}
        allowDecimal={false}
        value={draft.priority ?? ''}
        onChange={(value) => set({ priority: numberOf(value) })}
      />
      <NumberInput
        label={t('newTask.maxAttempts')}
        placeholder={String(type.defaults.maxAttempts)}
        min={1}
        max={100}
        allowDecimal={false}
        value={draft.maxAttempts ?? ''}
        onChange={(value) => set({ maxAttempts: numberOf(value) })}
      />
      <DateTimePicker
        label={t('newTask.runAt')}
        clearable
        clearButtonProps={{ 'aria-label': t('tasks.clear') }}
        value={draft.runAt}
        onChange={(runAt) => set({ runAt })}
      />
      <TagsInput
        label={t('newTask.tags')}
        placeholder={t('newTask.tagsHint')}
        acceptValueOnBlur
        value={[...draft.tags]}
        onChange={(tags) => set({ tags })}
      />
    </SimpleGrid>
  );
}

function numberOf(value: number | string): number | null {
  return typeof value === 'number' ? value : null;
}
