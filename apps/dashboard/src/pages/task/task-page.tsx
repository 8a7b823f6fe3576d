import { Alert, Anchor, Grid, Group, Stack, Text } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { PageFrame } from '../../operation/page-frame';
import { StatusBadge } from '../../tasks/status-badge';
import { summaryOf } from '../../tasks/summary';
import { type Task, useTask } from '../../tasks/task-queries';
import { TaskActions } from './task-actions';
import { TaskAttempts } from './task-attempts';
import { TaskFacts } from './task-facts';
import { TaskLogs } from './task-logs';
import { TaskOutput } from './task-output';
import { TaskWebhooks } from './task-webhooks';
import { JsonValue } from './json-value';
import { Section } from './section';

/** One task, live while it waits and runs. */
export function TaskPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  return (
    <Stack gap="xs">
      <Anchor component={Link} to="/tasks" size="sm">
        <IconArrowLeft size={14} aria-hidden className="in-line" /> {t('task.back')}
      </Anchor>
      <TaskFrame key={id} id={id} />
    </Stack>
  );
}

function TaskFrame({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const query = useTask(id);
  if (query.error && 'status' in query.error && query.error.status === 404) return <Alert color="gray">{t('task.missing')}</Alert>;
  return (
    <PageFrame title={query.data?.type ?? t('nav.tasks')} query={query} actions={query.data && <TaskActions task={query.data} />}>
      {(task) => <Content task={task} />}
    </PageFrame>
  );
}

function Content({ task }: { readonly task: Task }) {
  const { t } = useTranslation();
  return (
    <Stack>
      <Group gap="sm" align="flex-start" wrap="nowrap">
        <StatusBadge status={task.status} size="lg" />
        <Text lineClamp={3} className="breakable">
          {summaryOf(task)}
        </Text>
      </Group>
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 8 }}>
          <Stack>
            <TaskOutput task={task} />
            <Section title={t('task.input')}>
              <JsonValue value={task.input} />
            </Section>
            <TaskLogs id={task.id} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 4 }}>
          <Stack>
            <TaskAttempts id={task.id} />
            <TaskFacts task={task} />
            <TaskWebhooks id={task.id} />
            {Object.keys(task.metadata).length > 0 && (
              <Section title={t('task.metadata')}>
                <JsonValue value={task.metadata} />
              </Section>
            )}
          </Stack>
        </Grid.Col>
      </Grid>
    </Stack>
  );
}
