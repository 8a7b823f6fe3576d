import { Text, Timeline } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../operation/format';
import { type Attempt, useAttempts } from '../../tasks/task-queries';
import { Section } from './section';

const COLORS = { completed: 'green', failed: 'red', cancelled: 'orange', released: 'gray', lost: 'red' } as const;

/** Every attempt: when, by which worker, and how it ended. */
export function TaskAttempts({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const { data: attempts = [] } = useAttempts(id);
  return (
    <Section title={t('task.attempts')}>
      {attempts.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('task.noAttempts')}
        </Text>
      )}
      <Timeline bulletSize={14} lineWidth={2} active={attempts.length}>
        {attempts.map((attempt, index) => (
          <Timeline.Item
            key={index}
            color={attempt.outcome ? COLORS[attempt.outcome] : 'blue'}
            title={`${t('task.attempt', { number: attempt.number })}: ${attempt.outcome ? t(`task.outcome.${attempt.outcome}`) : t('task.running')}`}
          >
            <AttemptFacts attempt={attempt} />
          </Timeline.Item>
        ))}
      </Timeline>
    </Section>
  );
}

function AttemptFacts({ attempt: { startedAt, finishedAt, error, worker } }: { readonly attempt: Attempt }) {
  const { moment, duration } = useFormat();
  return (
    <>
      <Text size="sm" className="tabular">
        {moment(startedAt)}
        {finishedAt && ` · ${duration(Date.parse(finishedAt) - Date.parse(startedAt))}`}
      </Text>
      {error && (
        <Text size="sm" className="breakable">
          <b>{error.code}</b>: {error.message}
        </Text>
      )}
      <Text size="xs" c="dimmed" ff="monospace" truncate title={worker}>
        {worker}
      </Text>
    </>
  );
}
