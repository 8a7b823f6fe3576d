import { SegmentedControl, Stack } from '@mantine/core';
import { useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { type Stats, type Window, WINDOWS } from '../../operation/answers';
import { PageFrame } from '../../operation/page-frame';
import { useStats } from '../../operation/queries';
import { AttentionPanel } from './attention-panel';
import { OverviewCharts } from './overview-charts';
import { OverviewFigures } from './overview-figures';
import { OverviewTables } from './overview-tables';

/** The system at a glance, over a window that is in the address: first what needs attention. */
export function OverviewPage() {
  const { t } = useTranslation();
  const [window, choose] = useWindow();
  return (
    <PageFrame
      title={t('nav.overview')}
      subtitle={t('overview.subtitle')}
      query={useStats(window)}
      actions={<WindowSwitch window={window} choose={choose} />}
    >
      {(stats: Stats) => <Content stats={stats} />}
    </PageFrame>
  );
}

/** Charts are drawn when there is nothing more urgent to do, such as what somebody types. */
function Content({ stats }: { readonly stats: Stats }) {
  const drawn = useDeferredValue(stats);
  return (
    <Stack gap="md">
      <AttentionPanel stats={stats} />
      <OverviewFigures stats={stats} />
      <OverviewTables stats={stats} />
      <OverviewCharts stats={drawn} />
    </Stack>
  );
}

function WindowSwitch({
  window,
  choose,
}: {
  readonly window: Window;
  readonly choose: (window: Window) => void;
}) {
  const { t } = useTranslation();
  return (
    <SegmentedControl
      aria-label={t('overview.window')}
      value={window}
      onChange={(value) => choose(value)}
      data={WINDOWS.map((value) => ({ value, label: t(`overview.windows.${value}`) }))}
    />
  );
}

function useWindow(): [Window, (window: Window) => void] {
  const [search, setSearch] = useSearchParams();
  const window = WINDOWS.find((name) => name === search.get('window')) ?? '1h';
  return [window, (value) => setSearch({ window: value }, { replace: true })];
}
