import { Box, Text } from '@mantine/core';
import { memo, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Queue, QueuePoint, Stats } from '../../operation/answers';
import { useFormat } from '../../operation/format';
import { sparklinePaths } from './sparkline';

interface History {
  readonly queue: Queue;
  readonly history: readonly QueuePoint[];
  /** The steps of the last hour; those without a sample stay empty. */
  readonly steps: Stats['series'];
}

/** How many waited over the last hour, as a line, and said in a sentence. */
export function QueueHistory({ queue: { name, waiting }, history, steps }: History) {
  const { t } = useTranslation();
  const { short } = useFormat();
  const values = useMemo(() => {
    const known = new Map(history.map((point) => [point.at, point.waiting]));
    return steps.map(({ at }) => known.get(at) ?? null);
  }, [history, steps]);
  const peak = Math.max(waiting, ...values.map((value) => value ?? 0));
  const summary = t('queues.historySummary', { name, now: short(waiting), peak: short(peak) });
  return (
    <Box>
      <Text size="xs" c="dimmed" fw={500} mb={4}>
        {t('queues.history')} ({t('queues.peak', { peak: short(peak) })})
      </Text>
      <div role="img" aria-label={summary}>
        <Drawing values={values.join(' ')} />
      </div>
    </Box>
  );
}

/** As a text the values are compared as one: it is drawn again only when one of them has changed. */
const Drawing = memo(function Drawing({ values }: { readonly values: string }) {
  const { area, line } = sparklinePaths(
    values.split(' ').map((value) => (value === '' ? null : Number(value))),
  );
  return (
    <svg viewBox="0 0 100 44" preserveAspectRatio="none" className="sparkline" aria-hidden>
      <path d={area} className="sparkline-area" />
      <path d={line} className="sparkline-line" />
    </svg>
  );
});
