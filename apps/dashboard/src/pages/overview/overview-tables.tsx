import { Anchor, Box, Paper, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCodeText } from '../../i18n/error-text';
import type { Stats, Totals } from '../../operation/answers';
import { DataTable } from '../../operation/data-table';
import { useFormat } from '../../operation/format';
import { type TasksQuery, tasksPath } from '../../tasks/tasks-path';

interface Tables {
  readonly stats: Stats;
}

/** What is counted by error, by type and by model; every number leads to the tasks behind it. */
export function OverviewTables({ stats }: Tables) {
  return (
    <Box className="overview-tables">
      <TypeTable stats={stats} />
      <ErrorTable stats={stats} />
      <ModelTable stats={stats} />
    </Box>
  );
}

function Behind({ query, children }: { readonly query: TasksQuery; readonly children: ReactNode }) {
  return (
    <Anchor component={Link} to={tasksPath(query)} size="sm" c="inherit" underline="hover">
      {children}
    </Anchor>
  );
}

const BY_END = '-finishedAt';

function TypeTable({ stats: { types, totals, from } }: Tables) {
  const { t } = useTranslation();
  const { short, percent, duration } = useFormat();
  const row = (
    name: string,
    type: string | null,
    { successRatio, waitMs, runMs, ...counts }: Totals,
  ): ReactNode[] => {
    const ended = (status: string, count: number): ReactNode => (
      <Behind key={status} query={{ status, type, finishedAfter: from, sort: BY_END }}>
        {short(count)}
      </Behind>
    );
    return [
      type ? <Behind query={{ type }}>{name}</Behind> : name,
      <Behind key="accepted" query={{ type, createdAfter: from }}>
        {short(counts.accepted)}
      </Behind>,
      ended('COMPLETED', counts.completed),
      ended('FAILED', counts.failed),
      ended('CANCELLED', counts.cancelled),
      percent(successRatio),
      duration(waitMs.p95),
      duration(runMs.p95),
    ];
  };
  const columns = ['overview.type', ...COUNTS, 'overview.success', 'overview.waitP95', 'overview.runP95'].map(
    (key) => t(key),
  );
  const rows = [
    ...types.map((type) => row(type.type, type.type, type)),
    row(t('overview.all'), null, totals),
  ];
  return (
    <Card title={t('overview.types')} empty={types.length === 0 && <Quiet />}>
      <DataTable label={t('overview.types')} columns={columns} rows={rows} />
    </Card>
  );
}

/** What to do where nothing has happened. */
function Quiet() {
  const { t } = useTranslation();
  return (
    <>
      {t('overview.quiet')}{' '}
      <Anchor component={Link} to="/new" size="sm">
        {t('overview.submit')}
      </Anchor>
      {' · '}
      <Anchor component={Link} to="/tasks" size="sm">
        {t('overview.earlier')}
      </Anchor>
    </>
  );
}

const COUNTS = ['operation.accepted', 'operation.completed', 'operation.failedTasks', 'operation.cancelled'];
const ERROR_COLUMNS = ['overview.errorKind', 'overview.tasks', 'overview.lastSeen'];
const MODEL_COLUMNS = [
  'overview.model',
  'overview.tasks',
  'overview.input',
  'overview.output',
  'overview.total',
];

function ErrorTable({ stats: { errors, from, to, stepSeconds } }: Tables) {
  const { t } = useTranslation();
  const { short, fromNow, duration } = useFormat();
  const codeText = useCodeText();
  /** Known is only the step in which it was: its end, or that it is not over. */
  const last = (stepAt: string): string => {
    const end = Date.parse(stepAt) + stepSeconds * 1_000;
    if (end >= Date.parse(to)) return t('overview.within', { time: duration(stepSeconds * 1_000) });
    return fromNow(new Date(end).toISOString(), 'short');
  };
  const rows = errors.map(({ type, code, tasks, lastAt }) => {
    const query = { status: 'FAILED', type, errorCode: code, finishedAfter: from, sort: BY_END };
    return [
      <div key="kind" title={codeText(code) ?? undefined}>
        <Behind query={query}>
          <code>{code}</code>
        </Behind>
        <Text size="xs" c="dimmed" ff="monospace">
          {type}
        </Text>
      </div>,
      <Behind key="tasks" query={query}>
        {short(tasks)}
      </Behind>,
      last(lastAt),
    ];
  });
  return (
    <Card title={t('overview.errors')} empty={rows.length === 0 && t('overview.noErrors')}>
      <DataTable
        label={t('overview.errors')}
        columns={ERROR_COLUMNS.map((key) => t(key))}
        rows={rows}
        sticky
      />
    </Card>
  );
}

/**
 * Where the tokens stand by model. No filter of tasks is as exact as this table, so its numbers lead nowhere.
 */
export const MODELS = 'models';

function ModelTable({ stats: { tokens } }: Tables) {
  const { t } = useTranslation();
  const { short } = useFormat();
  const rows = tokens.map(({ provider, model, tasks, inputTokens, outputTokens, totalTokens }) => [
    <div key="model">
      {model}
      <Text size="xs" c="dimmed">
        {provider}
      </Text>
    </div>,
    ...[tasks, inputTokens, outputTokens, totalTokens].map(short),
  ]);
  return (
    <Card id={MODELS} title={t('overview.models')} empty={rows.length === 0 && t('overview.noTokens')}>
      <DataTable label={t('overview.models')} columns={MODEL_COLUMNS.map((key) => t(key))} rows={rows} />
    </Card>
  );
}

interface CardProps {
  readonly id?: string;
  readonly title: string;
  readonly empty: ReactNode;
  readonly children: ReactNode;
}

function Card({ id, title, empty, children }: CardProps) {
  return (
    <Paper
      withBorder
      p="md"
      component="section"
      aria-label={title}
      miw={0}
      id={id}
      className={id && 'target'}
    >
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
