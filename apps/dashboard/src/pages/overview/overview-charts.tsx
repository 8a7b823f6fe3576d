import { SimpleGrid } from '@mantine/core';
import { memo, useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Percentiles, Stats } from '../../operation/answers';
import { useFormat } from '../../operation/format';
import { TimeChart } from '../../operation/time-chart';
import { perMinute } from './per-minute';
import { QueueCharts } from './queue-charts';

interface Charts {
  readonly stats: Stats;
}

/** Everything over time. */
export const OverviewCharts = memo(function OverviewCharts({ stats }: Charts) {
  return (
    <SimpleGrid cols={{ base: 1, lg: 2, xxl: 3 }} spacing="md">
      <ThroughputChart stats={stats} />
      <QueueCharts stats={stats} />
      <TimesChart stats={stats} kind="waitMs" />
      <TimesChart stats={stats} kind="runMs" />
      <TokenChart stats={stats} />
    </SimpleGrid>
  );
});

type Point = Stats['series'][number];

/** The points of a chart, which stay the same until there are new figures. */
function usePoints({ series, window }: Stats, of: (point: Point) => Record<string, number | null>) {
  const { step } = useFormat();
  return useMemo(
    () => series.map((point) => ({ at: step(point.at, window === '7d'), ...of(point) })),
    [series, window, step, of],
  );
}

function ThroughputChart({ stats }: Charts) {
  const { t } = useTranslation();
  const { count, short } = useFormat();
  const { series, totals, stepSeconds, to } = stats;
  const points = usePoints(
    stats,
    useCallback(
      ({ at, accepted, completed, failed, cancelled }: Point) => {
        const rate = (count: number): number | null => perMinute(count, at, to, stepSeconds);
        return {
          accepted: rate(accepted),
          completed: rate(completed),
          failed: rate(failed),
          cancelled: rate(cancelled),
        };
      },
      [to, stepSeconds],
    ),
  );
  const ended = totals.completed + totals.failed + totals.cancelled;
  const peak = short(
    Math.max(0, ...series.map(({ accepted, at }) => perMinute(accepted, at, to, stepSeconds) ?? 0)),
  );
  return (
    <TimeChart
      kind="area"
      title={t('overview.throughput')}
      summary={t('overview.throughputSummary', {
        accepted: short(totals.accepted),
        ended: short(ended),
        peak,
      })}
      timeLabel={t('operation.time')}
      format={count}
      lines={[
        { name: 'accepted', label: t('operation.accepted'), color: 'blue.5' },
        { name: 'completed', label: t('operation.completed'), color: 'teal.6' },
        { name: 'failed', label: t('operation.failedTasks'), color: 'red.6' },
        { name: 'cancelled', label: t('operation.cancelled'), color: 'gray.6' },
      ]}
      points={points}
    />
  );
}

const TITLES = { waitMs: 'overview.waitTimes', runMs: 'overview.runTimes' } as const;

function TimesChart({ stats, kind }: Charts & { readonly kind: 'waitMs' | 'runMs' }) {
  const { t } = useTranslation();
  const { duration } = useFormat();
  const { p50, p95, p99 }: Percentiles = stats.totals[kind];
  const points = usePoints(
    stats,
    useCallback((point: Point) => ({ ...point[kind] }), [kind]),
  );
  return (
    <TimeChart
      kind="line"
      title={t(TITLES[kind])}
      summary={
        p50 === null
          ? ''
          : t('overview.timesSummary', { p50: duration(p50), p95: duration(p95), p99: duration(p99) })
      }
      timeLabel={t('operation.time')}
      format={duration}
      lines={[
        { name: 'p50', label: t('operation.p50'), color: 'teal.6' },
        { name: 'p95', label: t('operation.p95'), color: 'blue.5' },
        { name: 'p99', label: t('operation.p99'), color: 'orange.6' },
      ]}
      points={points}
    />
  );
}

const tokensOf = ({ tokens }: Point): { tokens: number } => ({ tokens });

function TokenChart({ stats }: Charts) {
  const { t } = useTranslation();
  const { short } = useFormat();
  const points = usePoints(stats, tokensOf);
  const used = stats.tokens.reduce((sum, { totalTokens }) => sum + totalTokens, 0);
  return (
    <TimeChart
      kind="bar"
      title={t('overview.tokenChart')}
      summary={t('overview.tokensSummary', { count: short(used) as never })}
      timeLabel={t('operation.time')}
      format={short}
      isCount
      lines={[{ name: 'tokens', label: t('overview.tokens'), color: 'violet.6' }]}
      points={points}
    />
  );
}
