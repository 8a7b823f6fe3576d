import { AreaChart, type AreaChartProps, BarChart, LineChart } from '@mantine/charts';
import { Box, Center } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { ChartCard } from './chart-card';
import { useTurn } from './use-turn';

export interface Line {
  readonly name: string;
  readonly label: string;
  readonly color: string;
}

type Points = readonly Record<string, string | number | null>[];

interface Chart {
  readonly title: string;
  readonly summary: string;
  readonly kind: 'area' | 'line' | 'bar';
  readonly timeLabel: string;
  readonly lines: readonly Line[];
  readonly points: Points;
  readonly format: (value: number) => string;
  /** Of whole things: its scale has no halves. */
  readonly isCount?: boolean;
}

/** A chart over time. Every point has `at`, the text of its time, and a value for each line. */
export function TimeChart({ title, summary, timeLabel, ...chart }: Chart) {
  const { lines, points, format } = chart;
  const shown = (value: string | number | null | undefined): string =>
    typeof value === 'number' ? format(value) : '–';
  return (
    <ChartCard
      title={title}
      summary={summary}
      columns={[timeLabel, ...lines.map(({ label }) => label)]}
      rows={() =>
        points.toReversed().map((point) => [String(point.at), ...lines.map(({ name }) => shown(point[name]))])
      }
    >
      <Drawing {...chart} />
    </ChartCard>
  );
}

type Drawn = Omit<Chart, 'title' | 'summary' | 'timeLabel'>;

function Drawing({ points, ...drawing }: Drawn) {
  const { t } = useTranslation();
  const shown = useTurn(points);
  if (!shown) return <Box h={HEIGHT} />;
  const hasValues = shown.some((point) => drawing.lines.some(({ name }) => typeof point[name] === 'number'));
  if (!hasValues)
    return (
      <Center h={HEIGHT} c="dimmed" fz="sm">
        {t('overview.noValues')}
      </Center>
    );
  return <Lines {...drawing} points={shown} />;
}

/** Drawing costs the most on a page: it happens only when a line has moved. */
const Lines = memo(function Lines({ kind, lines, points, format, isCount = false }: Drawn) {
  const yAxisProps = { ...Y_AXIS, allowDecimals: !isCount };
  const drawing = { ...LOOK, data: [...points], series: [...lines], valueFormatter: format, yAxisProps };
  if (kind === 'bar') return <BarChart {...drawing} type="stacked" maxBarWidth={28} barChartProps={ROOM} />;
  if (kind === 'line') return <LineChart {...drawing} {...HONEST} lineChartProps={ROOM} />;
  return <AreaChart {...drawing} {...HONEST} areaChartProps={ROOM} />;
}, isSameDrawing);

/** Lines are few, points are many and keep their identity while nothing has changed. */
function isSameDrawing(before: Drawn, after: Drawn): boolean {
  const isSame =
    before.kind === after.kind && before.points === after.points && before.format === after.format;
  return isSame && JSON.stringify(before.lines) === JSON.stringify(after.lines);
}

/**
 * Straight from value to value, and none where there is no value: a curve would show values that nobody
 * measured. A value with none beside it makes no line, only a dot.
 */
const HONEST = { connectNulls: false, curveType: 'linear', dotProps: { r: 1.5, strokeWidth: 1 } } as const;

const HEIGHT = 210;

/** Every value of the scale is said: one that is left out makes the steps look unequal. */
const Y_AXIS = { width: 64, domain: [0, 'auto'], interval: 0 } satisfies AreaChartProps['yAxisProps'];

/** So that the highest value of the scale is not cut. */
const ROOM = { margin: { top: 10 } } as const;

const LOOK = {
  h: HEIGHT,
  dataKey: 'at',
  withLegend: true,
  legendProps: { verticalAlign: 'bottom', itemSorter: null }, // in the order of the lines
  gridAxis: 'x',
  tickLine: 'none',
  xAxisProps: { minTickGap: 28, padding: { left: 4, right: 4 } },
  accessibilityLayer: false, // the table is the way for the keyboard
} satisfies Partial<AreaChartProps>;
