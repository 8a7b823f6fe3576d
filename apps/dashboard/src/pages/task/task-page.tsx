import { Alert, Anchor, Group, Stack, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArrowLeft } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { PageFrame } from '../../operation/page-frame';
import { summaryOf } from '../../tasks/summary';
import { type Task, useTask } from '../../tasks/task-queries';
import { AgainDrawer } from './again-drawer';
import { CopyButton } from './copy-button';
import { JsonValue } from './json-value';
import { Section } from './section';
import { TaskActions } from './task-actions';
import { TaskFacts } from './task-facts';
import { TaskLogs } from './task-logs';
import { TaskOutput } from './task-output';
import { TaskState } from './task-state';
import { TaskTimeline } from './task-timeline';
import { useLiveTask } from './use-live-task';

/** One task, live while it waits and runs. */
export function TaskPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  return (
    <Stack gap={4}>
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
  const [isAgain, again] = useDisclosure();
  const { data: task } = query;
  if (query.error && 'status' in query.error && query.error.status === 404) return <Missing id={id} />;
  return (
    <div className={isAgain ? 'beside-drawer' : undefined}>
      <PageFrame
        title={task?.type ?? t('nav.tasks')}
        subtitle={task && <Subtitle task={task} />}
        query={query}
        actions={task && <TaskActions task={task} again={again.open} />}
      >
        {(shown) => (
          <>
            <Content task={shown} />
            {isAgain && <AgainDrawer task={shown} close={again.close} />}
          </>
        )}
      </PageFrame>
    </div>
  );
}

function Missing({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  return (
    <Stack gap="sm">
      <Title order={2} size="h3">
        {t('task.missing')}
      </Title>
      <span className="id">{id}</span>
      <Alert color="gray">{t('task.missingWhy')}</Alert>
    </Stack>
  );
}

function Subtitle({ task }: { readonly task: Task }) {
  const { t } = useTranslation();
  return (
    <>
      <span className="breakable two-lines">{summaryOf(task)}</span>
      <Group gap={4} wrap="nowrap">
        <span className="id">{task.id}</span>
        <CopyButton text={task.id} name={t('task.id')} />
      </Group>
    </>
  );
}

/**
 * In the order in which a phone shows them; wide screens have them side by side, and each card scrolls in
 * itself.
 */
function Content({ task }: { readonly task: Task }) {
  const { t } = useTranslation();
  const live = useLiveTask(task);
  return (
    <div className="task-areas">
      <Stack gap="sm" className="task-main">
        <TaskState task={task} live={live} />
        <TaskOutput task={task} live={live} />
        <Section
          title={t('task.input')}
          actions={<CopyButton text={JSON.stringify(task.input, null, 2)} name={t('task.input')} />}
          scrolls
        >
          <JsonValue value={task.input} />
        </Section>
        <TaskLogs task={task} />
      </Stack>
      <TaskTimeline task={task} />
      <Stack gap="sm">
        <TaskFacts task={task} />
        {Object.keys(task.metadata).length > 0 && (
          <Section
            title={t('task.metadata')}
            actions={<CopyButton text={JSON.stringify(task.metadata, null, 2)} name={t('task.metadata')} />}
            scrolls
          >
            <JsonValue value={task.metadata} />
          </Section>
        )}
      </Stack>
    </div>
  );
}
