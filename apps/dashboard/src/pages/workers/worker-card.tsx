import { Anchor, Badge, Code, Group, Paper, Progress, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Worker } from '../../operation/answers';
import { Figure } from '../../operation/figure';
import { useFormat } from '../../operation/format';
import { workerLabel } from '../../operation/worker-label';
import { tasksPath } from '../../tasks/tasks-path';
import { DrainButton } from './drain-button';
import { slotsOf } from './slots';
import { UndrainButton } from './undrain-button';
import { WorkerTasks } from './worker-tasks';

const COLORS = { online: 'green', draining: 'orange', lost: 'red' } as const;

/** A worker process with all that it reports. */
export function WorkerCard({ worker }: { readonly worker: Worker }) {
  const { t } = useTranslation();
  const { status, id, queues } = worker;
  return (
    <Paper
      withBorder
      p="md"
      component="section"
      aria-label={workerLabel(worker)}
      miw={0}
      id={id}
      className="target"
    >
      <Stack gap="md">
        <Group justify="space-between" gap="xs">
          <Group gap="xs">
            <Title order={3} size="h4" ff="monospace">
              {workerLabel(worker)}
            </Title>
            <Badge color={COLORS[status]} variant="light">
              {t(`workers.status.${status}`)}
            </Badge>
          </Group>
          {status === 'online' && <DrainButton worker={worker} />}
          {status === 'draining' && <UndrainButton worker={worker} />}
        </Group>
        {status === 'lost' ? <Lost worker={worker} /> : <Load worker={worker} />}
        {status !== 'lost' && <WorkerTasks worker={worker} />}
        <WorkerFigures worker={worker} />
        <Group gap="sm">
          <Text size="xs" c="dimmed" fw={500}>
            {t('workers.queues')}
          </Text>
          {queues.map((queue) => (
            <Anchor key={queue} component={Link} to={`/queues#${queue}`} size="sm" ff="monospace">
              {queue}
            </Anchor>
          ))}
        </Group>
        <Group justify="space-between" gap="xs">
          <Text size="xs" c="dimmed" ff="monospace" className="breakable">
            {t('workers.id')} {id}
          </Text>
          <Anchor component={Link} to={tasksPath({ worker: id })} size="sm">
            {t('queues.tasksOf')}
          </Anchor>
        </Group>
      </Stack>
    </Paper>
  );
}

/** What became of its tasks, and what to do. */
function Lost({ worker: { lastHeartbeatAt } }: { readonly worker: Worker }) {
  const { t } = useTranslation();
  const { fromNow } = useFormat();
  return (
    <Text size="sm">
      {t('workers.lostSince', { since: fromNow(lastHeartbeatAt) })} <Code>npm run start:worker</Code>
    </Text>
  );
}

function Load({ worker }: { readonly worker: Worker }) {
  const { t } = useTranslation();
  const slots = slotsOf(worker);
  const text = t('workers.loadOf', { active: worker.activeTasks, slots });
  return (
    <div>
      <Group justify="space-between" mb={4}>
        <Text size="xs" c="dimmed" fw={500}>
          {t('workers.load')}
        </Text>
        <Text size="xs" className="tabular">
          {text} · {t('workers.perQueue', { count: worker.concurrency })}
        </Text>
      </Group>
      <Progress.Root size="lg">
        <Progress.Section value={(worker.activeTasks / Math.max(1, slots)) * 100} aria-label={text} />
      </Progress.Root>
    </div>
  );
}

function WorkerFigures({ worker }: { readonly worker: Worker }) {
  const { t } = useTranslation();
  const { short, bytes, percent, fromNow, moment } = useFormat();
  const { id, completed, failed, memoryBytes, cpuRatio, startedAt, lastHeartbeatAt, version } = worker;
  return (
    <SimpleGrid component="dl" m={0} cols={{ base: 2, xs: 4 }} spacing="sm">
      <Figure
        label={t('workers.completed')}
        value={short(completed)}
        to={tasksPath({ worker: id, status: 'COMPLETED', sort: '-finishedAt' })}
      />
      <Figure
        label={t('workers.failed')}
        value={short(failed)}
        to={tasksPath({ worker: id, status: 'FAILED', sort: '-finishedAt' })}
      />
      <Figure label={t('workers.memory')} value={memoryBytes == null ? '–' : bytes(memoryBytes)} />
      <Figure label={t('workers.cpu')} value={percent(cpuRatio ?? null)} />
      <Figure
        isText
        label={t('workers.started')}
        value={<span title={moment(startedAt)}>{fromNow(startedAt, 'short')}</span>}
      />
      <Figure
        isText
        label={t('workers.heartbeat')}
        value={<span title={moment(lastHeartbeatAt)}>{fromNow(lastHeartbeatAt, 'short')}</span>}
      />
      <Figure isText label={t('workers.version')} value={version} />
    </SimpleGrid>
  );
}
