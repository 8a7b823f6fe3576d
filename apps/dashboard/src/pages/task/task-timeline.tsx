import { Button, Group, Text, Timeline } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api';
import { taskKey } from '../../api/query-keys';
import { useFormat } from '../../operation/format';
import { useChange } from '../../operation/use-change';
import { type Task, useAttempts, useWebhookDeliveries } from '../../tasks/task-queries';
import { useWaitingText } from '../../tasks/waiting';
import { AttemptFacts } from './attempt-facts';
import { CopyButton } from './copy-button';
import { Section } from './section';
import { type Happening, keyOf, timelineOf } from './timeline';
import { WebhookFacts } from './webhook-facts';

const OUTCOMES = {
  completed: 'green',
  failed: 'red',
  cancelled: 'orange',
  released: 'gray',
  lost: 'red',
} as const;
const ENDS = { COMPLETED: 'green', FAILED: 'red', CANCELLED: 'orange' } as const;
const DELIVERIES = { delivered: 'green', failed: 'red', gone: 'red', lost: 'orange' } as const;

/** What happened to a task: accepted, waits, attempts, end, webhooks. */
export function TaskTimeline({ task }: { readonly task: Task }) {
  const { t } = useTranslation();
  const { data: attempts = [] } = useAttempts(task.id);
  const { data: deliveries = [] } = useWebhookDeliveries(task.id);
  const happenings = timelineOf(task, attempts, deliveries);
  return (
    <Section
      title={t('task.timeline')}
      actions={deliveries.length > 0 && <Redeliver id={task.id} />}
      footer={<Trace id={task.traceId} />}
      scrolls="timeline"
    >
      <Timeline bulletSize={14} lineWidth={2} active={happenings.length} className="timeline">
        {happenings.map((happening) => (
          <Timeline.Item
            key={keyOf(happening)}
            color={colorOf(happening)}
            title={<Title happening={happening} />}
          >
            <Facts happening={happening} task={task} />
          </Timeline.Item>
        ))}
      </Timeline>
    </Section>
  );
}

function Trace({ id }: { readonly id: string | null }) {
  const { t } = useTranslation();
  if (!id) return null;
  return (
    <Group gap={4} mt="sm" wrap="nowrap">
      <Text size="xs">{t('task.trace')}:</Text>
      <span className="id">{id}</span>
      <CopyButton text={id} name={t('task.trace')} />
    </Group>
  );
}

function Redeliver({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const { mutate, isPending } = useChange(
    () => api.POST('/api/v1/tasks/{id}/webhook-deliveries/redeliver', { params: { path: { id } } }),
    {
      renew: taskKey(id),
      done: t('task.redelivered'),
    },
  );
  return (
    <Button variant="default" size="compact-xs" loading={isPending} onClick={() => mutate(undefined)}>
      {t('task.redeliver')}
    </Button>
  );
}

function Title({ happening }: { readonly happening: Happening }) {
  const { t } = useTranslation();
  const { duration } = useFormat();
  switch (happening.kind) {
    case 'accepted':
      return t('task.event.accepted');
    case 'waited':
      return (
        <Text span size="sm" c="dimmed">
          {t(happening.isRetry ? 'task.event.delayed' : 'task.event.waited', {
            time: duration(happening.ms),
          })}
        </Text>
      );
    case 'waiting':
      return t('task.event.waiting');
    case 'attempt': {
      const { number, outcome } = happening.attempt;
      return `${t('task.attempt', { number })}: ${outcome ? t(`task.outcome.${outcome}`) : t('task.running')}`;
    }
    case 'ended':
      return t(`task.event.ended.${happening.status}`);
    case 'webhook': {
      const { event, attempt } = happening.delivery;
      return t('task.event.webhook', {
        event: t(`newTask.webhook.event.${event.replace('task.', '')}`),
        attempt,
      });
    }
  }
}

function Facts({ happening, task }: { readonly happening: Happening; readonly task: Task }) {
  const { t } = useTranslation();
  const { moment, duration } = useFormat();
  const waitingText = useWaitingText();
  switch (happening.kind) {
    case 'waited':
      return null;
    case 'waiting':
      return <Text size="sm">{waitingText(task)}</Text>;
    case 'attempt':
      return <AttemptFacts attempt={happening.attempt} />;
    case 'webhook':
      return <WebhookFacts delivery={happening.delivery} isLast={happening.isLast} />;
    case 'accepted':
    case 'ended':
      return (
        <Text size="xs" className="tabular">
          {moment(happening.at)}
          {happening.kind === 'ended' && ` · ${t('task.event.after', { time: duration(happening.afterMs) })}`}
        </Text>
      );
  }
}

function colorOf(happening: Happening): string {
  switch (happening.kind) {
    case 'attempt':
      return happening.attempt.outcome ? OUTCOMES[happening.attempt.outcome] : 'blue';
    case 'ended':
      return ENDS[happening.status];
    case 'webhook':
      return happening.delivery.outcome ? DELIVERIES[happening.delivery.outcome] : 'blue';
    case 'accepted':
      return 'blue';
    case 'waited':
    case 'waiting':
      return 'gray.5';
  }
}
