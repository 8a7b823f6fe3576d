import { SimpleGrid } from '@mantine/core';
import {
  IconArrowBarToDown,
  IconCircleCheck,
  IconClockPause,
  IconCoins,
  IconHourglass,
  IconServer2,
  IconStack2,
  IconThumbUp,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Percentiles, Queue, Stats, Worker } from '../../operation/answers';
import { FigureCard } from '../../operation/figure';
import { useFormat } from '../../operation/format';
import { useQueues, useWorkers } from '../../operation/queries';
import { ENDED, tasksPath } from '../../tasks/tasks-path';
import { slotsOf } from '../workers/slots';
import { MODELS } from './overview-tables';

const icon = (Icon: typeof IconStack2) => (
  <Icon size={20} stroke={1.5} aria-hidden color="var(--mantine-color-dimmed)" />
);

/** What an operator wants to see first. */
export function OverviewFigures({ stats }: { readonly stats: Stats }) {
  return (
    <SimpleGrid component="dl" m={0} cols={{ base: 2, md: 4, xxl: 8 }} spacing="xs">
      <RateCards stats={stats} />
      <NowCards />
      <TimeCards stats={stats} />
    </SimpleGrid>
  );
}

function RateCards({ stats: { totals, from, to } }: { readonly stats: Stats }) {
  const { t } = useTranslation();
  const { rate, short, percent } = useFormat();
  const minutes = (Date.parse(to) - Date.parse(from)) / 60_000;
  const ended = totals.completed + totals.failed + totals.cancelled;
  const perMinute = (value: number): string => `${rate(value / minutes)}${t('operation.perMinute')}`;
  const byEnd = { finishedAfter: from, sort: '-finishedAt' };
  return (
    <>
      <FigureCard
        label={t('overview.acceptedRate')}
        value={short(totals.accepted)}
        more={perMinute(totals.accepted)}
        icon={icon(IconArrowBarToDown)}
        to={tasksPath({ createdAfter: from })}
      />
      <FigureCard
        label={t('overview.endedRate')}
        value={short(ended)}
        more={perMinute(ended)}
        icon={icon(IconCircleCheck)}
        to={tasksPath({ status: ENDED, ...byEnd })}
      />
      <FigureCard
        label={t('overview.successRatio')}
        value={percent(totals.successRatio)}
        more={t('overview.failedCount', { count: short(totals.failed) as never })}
        icon={icon(IconThumbUp)}
        to={tasksPath({ status: 'FAILED', ...byEnd })}
      />
    </>
  );
}

function NowCards() {
  const { t } = useTranslation();
  const { count, duration } = useFormat();
  const { waiting, later, age } = waitingIn(useQueues().data ?? []);
  const { online, active, slots } = onlineOf(useWorkers().data ?? []);
  return (
    <>
      <FigureCard
        label={t('overview.waitingNow')}
        value={count(waiting + later)}
        more={[
          age === null ? t('overview.nothingWaits') : t('overview.oldest', { age: duration(age * 1_000) }),
          ...(later > 0 ? [t('overview.later', { count: count(later) as never })] : []),
        ].join(' · ')}
        icon={icon(IconStack2)}
        to={tasksPath({ status: 'PENDING', sort: 'createdAt' })}
      />
      <FigureCard
        label={t('overview.workersOnline')}
        value={count(online)}
        more={t('overview.slots', { active, slots })}
        icon={icon(IconServer2)}
        to="/workers"
      />
    </>
  );
}

function TimeCards({ stats: { totals, tokens, from, window } }: { readonly stats: Stats }) {
  const { t } = useTranslation();
  const { duration, short } = useFormat();
  const others = ({ p95, p99 }: Percentiles): string =>
    p95 === null ? '' : t('overview.percentiles', { p95: duration(p95), p99: duration(p99) });
  const ended = { finishedAfter: from, sort: '-finishedAt' };
  const sum = (of: 'inputTokens' | 'outputTokens' | 'totalTokens'): string =>
    short(tokens.reduce((total, used) => total + used[of], 0));
  return (
    <>
      <FigureCard
        label={t('overview.wait')}
        value={duration(totals.waitMs.p50)}
        more={others(totals.waitMs)}
        icon={icon(IconClockPause)}
        to={tasksPath(ended)}
      />
      <FigureCard
        label={t('overview.run')}
        value={duration(totals.runMs.p50)}
        more={others(totals.runMs)}
        icon={icon(IconHourglass)}
        to={tasksPath(ended)}
      />
      <FigureCard
        label={t('overview.tokens')}
        value={sum('totalTokens')}
        more={t('overview.tokensMore', { input: sum('inputTokens'), output: sum('outputTokens') })}
        icon={icon(IconCoins)}
        to={tokens.length > 0 ? `/?window=${window}#${MODELS}` : undefined}
      />
    </>
  );
}

interface Waiting {
  readonly waiting: number;
  /** Those that wait for their time. */
  readonly later: number;
  /** Of the one that could run for the longest. */
  readonly age: number | null;
}

function waitingIn(queues: readonly Queue[]): Waiting {
  const ages = queues
    .map(({ oldestWaitingAgeSeconds }) => oldestWaitingAgeSeconds)
    .filter((age) => age !== null);
  const sum = (of: (queue: Queue) => number): number => queues.reduce((total, queue) => total + of(queue), 0);
  return {
    waiting: sum(({ waiting }) => waiting),
    later: sum(({ delayed }) => delayed),
    age: ages.length > 0 ? Math.max(...ages) : null,
  };
}

function onlineOf(workers: readonly Worker[]): {
  readonly online: number;
  readonly active: number;
  readonly slots: number;
} {
  const online = workers.filter(({ status }) => status === 'online');
  const sum = (of: (worker: Worker) => number): number =>
    online.reduce((total, worker) => total + of(worker), 0);
  return { online: online.length, active: sum(({ activeTasks }) => activeTasks), slots: sum(slotsOf) };
}
