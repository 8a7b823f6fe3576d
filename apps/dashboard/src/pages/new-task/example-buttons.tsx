import { Button, Group, Text } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskType } from '../../tasks/task-queries';
import type { Input } from './schema-validator';

interface Examples {
  readonly examples: TaskType['examples'];
  readonly choose: (input: Input) => void;
}

/** Inputs that run as they stand. */
export function ExampleButtons({ examples, choose }: Examples) {
  const { t } = useTranslation();
  const label = useId();
  return (
    <Group gap="xs" mt="md" role="group" aria-labelledby={label}>
      <Text id={label} size="sm" c="dimmed">
        {t('newTask.example')}
      </Text>
      {Object.entries(examples).map(([title, input]) => (
        <Button key={title} size="compact-sm" variant="default" onClick={() => choose(input as Input)}>
          {title}
        </Button>
      ))}
    </Group>
  );
}
