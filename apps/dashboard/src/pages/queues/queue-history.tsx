import { Sparkline } from '@mantine/charts';
import { Box, Text } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Queue, QueuePoint } from '../../operation/answers';
import { useFormat } from '../../operation/format';

/** How many waited over the last hour, as a line, and said in a sentence. */
export function QueueHistory({ queue: { name, waiting }, history }: { readonly queue: Queue; readonly history: readonly QueuePoint[] }) {
  const { t } = useTranslation();
  const { short } = useFormat();
  const values = history.map((point) => point.waiting);
  const summary = t('queues.historySummary', { name, now: short(waiting), peak: short(Math.max(waiting, ...values)) });
  return (
    <Box>
      <Text size="xs" c="dimmed" fw={500} mb={4}>
        {t('queues.history')}
      </Text>
      <div role="img" aria-label={summary}>
        <Drawing values={values.join(' ')} />
      </div>
    </Box>
  );
}

/** As a text the values are compared as one: it is drawn again only when one of them has changed. */
const Drawing = memo(function Drawing({ values }: { readonly values: string }) {
  const numbers = values.split(' ').map(Number);
  const data = numbers.length > 1 ? numbers : [0, 0];
  return <Sparkline h={44} data={data} color="blue.5" fillOpacity={0.25} strokeWidth={1.5} curveType="monotone" />;
});
