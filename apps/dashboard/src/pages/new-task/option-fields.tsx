import { Box, SimpleGrid, Stack, TagsInput, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemAt } from '../../api/problems';
import type { TaskType } from '../../tasks/task-queries';
import { JsonArea } from './json-area';
import { objectIn } from './json-text';
import { NumberOption, TimeOption } from './option-inputs';
import type { OptionPart } from './option-part';
import { hasOptions, OPTIONS } from './submission-draft';
import { WebhookFields } from './webhook-fields';

interface Options extends OptionPart {
  readonly type: TaskType;
  readonly hasTimes: boolean;
}

/**
 * What is about the task and not about its input, folded until it is used. Empty fields leave it to the
 * type's defaults.
 */
export function OptionFields({ type, hasTimes, ...part }: Options) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(() => hasOptions(part.draft));
  const isRefused = OPTIONS.some((name) => problemAt(part.refused, name));
  return (
    <details open={opened || isRefused} onToggle={({ currentTarget }) => setOpened(currentTarget.open)}>
      <Box component="summary">
        <Title order={3} size="h5" display="inline">
          {t('newTask.options')}
        </Title>
        <Text component="span" size="xs" c="dimmed" ml="xs">
          {t('newTask.optionsHint')}
        </Text>
      </Box>
      <Stack gap="md" mt="sm">
        <Execution type={type} hasTimes={hasTimes} {...part} />
        <Labels {...part} />
        <WebhookFields {...part} />
      </Stack>
    </details>
  );
}

function Execution({ type: { defaults }, hasTimes, ...part }: Options) {
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
      <NumberOption name="priority" min={1} max={10} unset={defaults.priority} {...part} />
      <NumberOption name="maxAttempts" min={1} max={100} unset={defaults.maxAttempts} {...part} />
      <NumberOption name="timeoutMs" min={100} max={86_400_000} unset={defaults.timeoutMs} {...part} />
      {hasTimes && <TimeOption name="runAt" {...part} />}
      {hasTimes && <TimeOption name="expiresAt" {...part} />}
    </SimpleGrid>
  );
}

function Labels({ draft, set, refused }: OptionPart) {
  const { t } = useTranslation();
  return (
    <>
      <TagsInput
        label={t('newTask.tags')}
        placeholder={t('newTask.tagsHint')}
        maxTags={20}
        acceptValueOnBlur
        value={[...draft.tags]}
        onChange={(tags) => set({ tags })}
        error={problemAt(refused, 'tags')}
      />
      <JsonArea
        label={t('newTask.metadata')}
        value={draft.metadata}
        onChange={(metadata) => set({ metadata })}
        error={objectIn(draft.metadata) === null ? t('newTask.notJson') : problemAt(refused, 'metadata')}
      />
    </>
  );
}
