import { Code, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type LogLine, useLogs } from '../../tasks/task-queries';
import { Section } from './section';

/** What the handler logged, oldest first. */
export function TaskLogs({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const { data: lines = [] } = useLogs(id);
  return (
    <Section title={t('task.logs')}>
      {lines.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('task.noLogs')}
        </Text>
      ) : (
        <Code block className="scroll-log" tabIndex={0} aria-label={t('task.logsOf')}>
          {lines.map(textOf).join('\n')}
        </Code>
      )}
    </Section>
  );
}

function textOf({ at, level, attempt, message, fields }: LogLine): string {
  return [at.slice(11, 23), level.toUpperCase().padEnd(5), `#${attempt}`, message, fields && JSON.stringify(fields)]
    .filter(Boolean)
    .join(' ');
}
