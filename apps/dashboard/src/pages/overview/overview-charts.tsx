import { SimpleGrid } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Percentiles, Stats } from '../../operation/answers';
import { useFormat } from '../../operation/format';
import { TimeChart } from '../../operation/time-chart';
import { QueueCharts } from './queue-charts';

interface Charts {
  readonly stats: Stats;
}

/** Everything over time. */
export function OverviewCharts({ stats }: Charts) {
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg">
      <ThroughputChart stats={stats} />
      <QueueCharts stats={stats} />
      <TimesChart stats={stats} kind="waitMs" />
      <TimesChart stats={stats} kind="runMs" />
      <TokenChart stats={stats} />
    </SimpleGrid>
  );
}

function ThroughputChart({ stats: { series, totals, stepSeconds, ...stats } }: Charts) {
  const { t } = useTranslation();
  const { count, short, step } = useFormat();
  const perMinute = (value: number): number => Math.round((value * 600) / stepSeconds) / 10;
  const ended = totals.completed + totals.failed + totals.cancelled;
  const peak = short(perMinute(Math.max(0, ...series.map(({ accepted }) => accepted))));
  return (
    <TimeChart
      kind="area"
      title={t('overview.throughput')}
      summary={t('overview.throughputSummary', { accepted: short(totals.accepted), ended: short(ended), peak })}
      timeLabel={t('operation.time')}
      format={count}
      lines={[
        { name: 'accepted', label: t('operation.accepted'), color: 'blue.5' },
        { name: 'completed', label: t('operation.completed'), color: 'teal.6' },
        { name: 'failed', label: t('operation.failedTasks'), color: 'red.6' },
        { name: 'cancelled', label: t('operation.cancelled'), color: 'gray.6' },
      ]}
      points={series.map(({ at, accepted, completed, failed, cancelled }) => ({
        at: step(at, stats.window === '7d'),
        accepted: perMinute(accepted),
        completed: perMinute(completed),
        failed: perMinute(failed),
        cancelled: perMinute(cancelled),
      }))}
    />
  );
}

const TITLES = { waitMs: 'overview.waitTimes', runMs: 'overview.runTimes' } as const;

function TimesChart({ stats: { series, totals, window }, kind }: Charts & { readonly kind: 'waitMs' | 'runMs' }) {
  const { t } = useTranslation();
  const { duration, step } = useFormat();
  const { p50, p95, p99 }: Percentiles = totals[kind];
  return (
    <TimeChart
      kind="line"
      title={t(TITLES[kind])}
      summary={t('overview.timesSummary', { p50: duration(p50), p95: duration(p95), p99: duration(p99) })}
      timeLabel={t('operation.time')}
      format={duration}
      lines={[
        { name: 'p50', label: t('operation.p50'), color: 'teal.6' },
        { name: 'p95', label: t('operation.p95'), color: 'blue.5' },
        { name: 'p99', label: t('operation.p99'), color: 'orange.6' },
      ]}
      points={series.map((point) => ({ at: step(point.at, window === '7d'), ...point[kind] }))}
    />
  );
}

function TokenChart({ stats: { series, tokens, window } }: Charts) {
  const { t } = useTranslation();
  const { short, step } = useFormat();
  const used = tokens.reduce((sum, { totalTokens }) => sum + totalTokens, 0);
  return (
    <TimeChart
      kind="bar"
      title={t('overview.tokenChart')}
      summary={t('overview.tokensSummary', { count: short(used) as never })}
      timeLabel={t('operation.time')}
      format={short}
      lines={[{ name: 'tokens', label: t('overview.tokens'), color: 'violet.6' }]}
      points={series.map((point) => ({ at: step(point.at, window === '7d'), tokens: point.tokens }))}
    />
  );
}
