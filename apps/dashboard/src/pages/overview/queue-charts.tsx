import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueuePoint, Stats } from '../../operation/answers';
import { useFormat } from '../../operation/format';
import { useQueues } from '../../operation/queries';
import { TimeChart } from '../../operation/time-chart';

const COLORS = ['blue.5', 'orange.6', 'teal.6', 'grape.6', 'red.6', 'cyan.7'];

type Points = Record<string, string | number | null>[];

/** Depth and oldest age of all queues over time. */
export function QueueCharts({ stats }: { readonly stats: Stats }) {
  const { t } = useTranslation();
  const { count, duration, step } = useFormat();
  const days = stats.window === '7d';
  const points = useMemo(() => {
    const of = (value: (point: QueuePoint) => number | null): Points =>
      joined(stats, value, (at) => step(at, days));
    return {
      depth: of(({ waiting }) => waiting),
      // where nothing waits nothing is old
      age: of(({ oldestWaitingAgeSeconds: age }) => (age === null ? null : age * 1_000)),
    };
  }, [stats, step, days]);
  const lines = stats.queues.map(({ name }, index) => ({
    name,
    label: name,
    color: COLORS[index % COLORS.length] as string,
  }));
  const now = (useQueues().data ?? []).map(({ name, waiting }) => `${name} ${count(waiting)}`).join(', ');
  const ages = stats.queues.flatMap(({ series }) =>
    series.map(({ oldestWaitingAgeSeconds }) => oldestWaitingAgeSeconds).filter((age) => age !== null),
  );
  const longest = duration(Math.max(0, ...ages) * 1_000);
  return (
    <>
      <TimeChart
        kind="area"
        title={t('overview.depth')}
        summary={t('overview.depthSummary', { queues: now || '–' })}
        timeLabel={t('operation.time')}
        format={count}
        isCount
        lines={lines}
        points={points.depth}
      />
      <TimeChart
        kind="line"
        title={t('overview.age')}
        summary={ages.length === 0 ? '' : t('overview.ageSummary', { longest })}
        timeLabel={t('operation.time')}
        format={duration}
        lines={lines}
        points={points.age}
      />
    </>
  );
}

/** One point a step of the stats with a value for each queue; steps without a sample stay empty. */
function joined(
  { series, queues }: Stats,
  of: (point: QueuePoint) => number | null,
  text: (at: string) => string,
): Points {
  const samples = queues.map(({ name, series }) => ({
    name,
    at: new Map(series.map((point) => [point.at, of(point)])),
  }));
  return series.map(({ at }) => ({
    at: text(at),
    ...Object.fromEntries(samples.map(({ name, at: values }) => [name, values.get(at) ?? null])),
  }));
}
