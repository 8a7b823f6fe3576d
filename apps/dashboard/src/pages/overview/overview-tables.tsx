import { Paper, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Stats, Totals } from '../../operation/answers';
import { DataTable } from '../../operation/data-table';
import { useFormat } from '../../operation/format';

interface Tables {
  readonly stats: Stats;
}

/** What is counted by type and by model. */
export function OverviewTables({ stats }: Tables) {
  return (
    <>
      <TypeTable stats={stats} />
      <ModelTable stats={stats} />
    </>
  );
}

function TypeTable({ stats: { types, totals } }: Tables) {
  const { t } = useTranslation();
  const { short, percent, duration } = useFormat();
  const row = (name: string, { accepted, completed, failed, cancelled, successRatio, waitMs, runMs }: Totals) => [
    name,
    ...[accepted, completed, failed, cancelled].map(short),
    percent(successRatio),
    duration(waitMs.p95),
    duration(runMs.p95),
  ];
  const columns = ['overview.type', ...COUNTS, 'overview.success', 'overview.waitP95', 'overview.runP95'].map((key) => t(key));
  const rows = [...types.map((type) => row(type.type, type)), row(t('overview.all'), totals)];
  return (
    <Card title={t('overview.types')} empty={types.length === 0 && t('overview.quiet')}>
      <DataTable label={t('overview.types')} columns={columns} rows={rows} />
    </Card>
  );
}

const COUNTS = ['operation.accepted', 'operation.completed', 'operation.failedTasks', 'operation.cancelled'];
const MODEL_COLUMNS = ['overview.model', 'overview.tasks', 'overview.input', 'overview.output', 'overview.total'];

function ModelTable({ stats: { tokens } }: Tables) {
  const { t } = useTranslation();
  const { short } = useFormat();
  const rows = tokens.map(({ provider, model, tasks, inputTokens, outputTokens, totalTokens }) => [
    `${provider} / ${model}`,
    ...[tasks, inputTokens, outputTokens, totalTokens].map(short),
  ]);
  return (
    <Card title={t('overview.models')} empty={rows.length === 0 && t('overview.noTokens')}>
      <DataTable label={t('overview.models')} columns={MODEL_COLUMNS.map((key) => t(key))} rows={rows} />
    </Card>
  );
}

function Card({ title, empty, children }: { readonly title: string; readonly empty: string | false; readonly children: ReactNode }) {
  return (
    <Paper withBorder p="md" component="section" aria-label={title} miw={0}>
      <Title order={3} size="h5" mb="xs">
        {title}
      </Title>
      {empty ? (
        <Text c="dimmed" size="sm">
          {empty}
        </Text>
      ) : (
        children
      )}
    </Paper>
  );
}
