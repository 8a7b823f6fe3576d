import { Anchor, Badge, Divider, Group, Paper, SimpleGrid, Stack, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Queue, QueuePoint, Stats } from '../../operation/answers';
import { DataTable } from '../../operation/data-table';
import { Figure } from '../../operation/figure';
import { useFormat } from '../../operation/format';
import { ENDED, tasksPath } from '../../tasks/tasks-path';
import { ConcurrencyForm } from './concurrency-form';
import { PauseButton } from './pause-button';
import { QueueHistory } from './queue-history';

interface Card {
  readonly queue: Queue;
  readonly history: readonly QueuePoint[];
  readonly steps: Stats['series'];
}

/** A queue: what it holds, how fast it moves, and what an operator can do with it. */
export function QueueCard({ queue, history, steps }: Card) {
  const { t } = useTranslation();
  const { name } = queue;
  return (
    <Paper withBorder p="md" component="section" aria-label={name} miw={0} id={name} className="target">
      <Stack gap="md">
        <Group justify="space-between" gap="xs">
          <Group gap="xs">
            <Title order={3} size="h4" ff="monospace">
              {name}
            </Title>
            <StateBadges queue={queue} />
          </Group>
          <PauseButton queue={queue} />
        </Group>
        <QueueFigures queue={queue} />
        <QueueHistory queue={queue} history={history} steps={steps} />
        <QueueTimes queue={queue} />
        <Divider />
        <Group justify="space-between" align="flex-end" gap="sm">
          <ConcurrencyForm queue={queue} />
          <Anchor component={Link} to={`/tasks?queue=${encodeURIComponent(name)}`} size="sm">
            {t('queues.tasksOf')}
          </Anchor>
        </Group>
      </Stack>
    </Paper>
  );
}

function StateBadges({ queue: { paused, workers, alert } }: { readonly queue: Queue }) {
  const { t } = useTranslation();
  const [color, text] = stateOf(paused, workers);
  return (
    <>
      <Badge color={color} variant="light">
        {t(text)}
      </Badge>
      {alert && <Badge color="red.9">{t('queues.alert')}</Badge>}
    </>
  );
}

function stateOf(paused: boolean, workers: number): [color: string, text: string] {
  if (paused) return ['orange', 'queues.paused'];
  return workers > 0 ? ['green', 'queues.running'] : ['gray', 'queues.idle'];
}

/** Rates are those of the last 5 minutes. */
const RATE_MS = 300_000;
/** Links stay the same for so long, so that not every look at the queues is a change of the page. */
const RENEW_MS = 10_000;

function QueueFigures({ queue }: { readonly queue: Queue }) {
  const { t } = useTranslation();
  const { count, rate, short, duration } = useFormat();
  const { name, delayed } = queue;
  const age = queue.oldestWaitingAgeSeconds;
  const waiting = tasksPath({ status: 'PENDING', queue: name, sort: 'createdAt' });
  const finishedAfter = new Date(Math.floor(Date.now() / RENEW_MS) * RENEW_MS - RATE_MS).toISOString();
  const lately = (status: string | readonly string[]): string =>
    tasksPath({ status, queue: name, finishedAfter, sort: '-finishedAt' });
  return (
    <SimpleGrid component="dl" m={0} cols={{ base: 2, xs: 4 }} spacing="sm">
      <Figure
        label={t('queues.waiting')}
        value={short(queue.waiting + delayed)}
        more={delayed > 0 && t('overview.later', { count: count(delayed) as never })}
        to={waiting}
      />
      <Figure
        label={t('queues.active')}
        value={short(queue.active)}
        to={tasksPath({ status: 'PROCESSING', queue: name })}
      />
      <Figure
        label={t('queues.failed')}
        value={short(queue.failed)}
        to={tasksPath({ status: 'FAILED', queue: name, sort: '-finishedAt' })}
      />
      <Figure label={t('queues.workers')} value={count(queue.workers)} to="/workers" />
      <Figure
        label={t('queues.age')}
        value={duration(age === null ? null : age * 1_000)}
        to={age === null ? undefined : waiting}
      />
      <Figure label={t('queues.throughput')} value={rate(queue.throughputPerMinute)} to={lately(ENDED)} />
      <Figure label={t('queues.failures')} value={rate(queue.failureRatePerMinute)} to={lately('FAILED')} />
    </SimpleGrid>
  );
}

function QueueTimes({ queue: { waitMs, runMs } }: { readonly queue: Queue }) {
  const { t } = useTranslation();
  const { duration } = useFormat();
  return (
    <DataTable
      label={t('queues.times')}
      columns={[t('queues.times'), t('operation.p50'), t('operation.p95'), t('operation.p99')]}
      rows={[
        [t('queues.wait'), duration(waitMs.p50), duration(waitMs.p95), duration(waitMs.p99)],
        [t('queues.run'), duration(runMs.p50), duration(runMs.p95), duration(runMs.p99)],
      ]}
    />
  );
}
