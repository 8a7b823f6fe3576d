import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api';
import { taskKey } from '../../api/query-keys';
import { useFormat } from '../../operation/format';
import { useChange } from '../../operation/use-change';
import { useWebhookDeliveries, type WebhookDelivery } from '../../tasks/task-queries';
import { Section } from './section';

const COLORS = { delivered: 'green', failed: 'red', gone: 'red', lost: 'orange' } as const;

/** Every try to deliver the task's webhook; nothing where it has none. */
export function TaskWebhooks({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const { data: tries = [] } = useWebhookDeliveries(id);
  const { mutate, isPending } = useChange(redeliver, { renew: taskKey(id), done: t('task.redelivered') });
  if (tries.length === 0) return null;
  const again = (
    <Button variant="default" size="compact-sm" loading={isPending} onClick={() => mutate(id)}>
      {t('task.redeliver')}
    </Button>
  );
  return (
    <Section title={t('task.webhooks')} actions={again}>
      <Stack gap="xs">
        {tries.map((one, index) => (
          <Try key={index} delivery={one} />
        ))}
      </Stack>
    </Section>
  );
}

function Try({ delivery }: { readonly delivery: WebhookDelivery }) {
  const { t } = useTranslation();
  const { moment, fromNow } = useFormat();
  const { event, attempt, outcome, status, error, startedAt, nextTryAt } = delivery;
  return (
    <div>
      <Group justify="space-between" gap="xs">
        <Text size="sm" fw={500}>
          {t('task.webhookTry', { event: t(`newTask.webhook.event.${event.replace('task.', '')}`), attempt })}
        </Text>
        {outcome && (
          <Badge color={COLORS[outcome]} variant="light">
            {t(`task.webhookOutcome.${outcome}`)} {status}
          </Badge>
        )}
      </Group>
      <Text size="xs" c="dimmed" className="breakable">
        {moment(startedAt)}
        {error && ` · ${error.message}`}
        {nextTryAt && ` · ${t('task.webhookNext', { when: fromNow(nextTryAt) })}`}
      </Text>
    </div>
  );
}

function redeliver(id: string): Promise<unknown> {
  return api.POST('/api/v1/tasks/{id}/webhook-deliveries/redeliver', { params: { path: { id } } });
}
