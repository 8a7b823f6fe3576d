import { Anchor, Group, Paper, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Stats } from '../../operation/answers';
import { useFormat } from '../../operation/format';
import { useQueues, useWorkers } from '../../operation/queries';
import { type Concern, concernsIn } from './attention';

/** What needs attention, each with a way to look at it; one quiet line where nothing does. */
export function AttentionPanel({ stats }: { readonly stats: Stats }) {
  const { t } = useTranslation();
  const [queues, workers] = [useQueues().data, useWorkers().data];
  if (!queues || !workers) return null;
  const concerns = concernsIn({ queues, workers, stats });
  return (
    <Paper withBorder p="sm" component="section" aria-label={t('attention.title')} role="status">
      {concerns.length === 0 ? (
        <Group gap="xs" wrap="nowrap">
          <IconCircleCheck size={18} aria-hidden className="severity-none" />
          <Text size="sm">{t('attention.nothing')}</Text>
        </Group>
      ) : (
        <>
          <Title order={3} size="h5" mb={4}>
            {t('attention.title')}
          </Title>
          <ul className="concerns">
            {concerns.map((concern) => (
              <Line key={`${concern.kind} ${JSON.stringify(concern.values)}`} concern={concern} />
            ))}
          </ul>
        </>
      )}
    </Paper>
  );
}

function Line({ concern }: { readonly concern: Concern }) {
  const { t } = useTranslation();
  const values = useValues(concern);
  const { kind, severity, to, look } = concern;
  return (
    <li className="concern">
      <IconAlertTriangle size={18} aria-hidden className={`severity-${severity}`} />
      <Text size="sm" className="breakable">
        {t(`attention.${kind}`, values)}{' '}
        <Anchor component={Link} to={to} size="sm" underline="always">
          {t(`attention.look.${look}`)}
        </Anchor>
      </Text>
    </li>
  );
}

/** The values as a reader writes them. */
function useValues({ values }: Concern): Record<string, string> {
  const { count, percent, duration, fromNow } = useFormat();
  const shown = Object.entries(values).map(
    ([name, value]) => [name, typeof value === 'number' ? count(value) : value] as const,
  );
  const { age, failed, ended, since } = values;
  return {
    ...Object.fromEntries(shown),
    ...(typeof age === 'number' && { age: duration(age * 1_000) }),
    ...(typeof since === 'string' && { since: fromNow(since) }),
    ...(typeof failed === 'number' && typeof ended === 'number' && { share: percent(failed / ended) }),
  };
}
