import { Alert, Anchor, List } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Queue } from '../operation/answers';
import { useFormat } from '../operation/format';
import { useQueues } from '../operation/queries';

/** On every page, while a queue is longer or older than its limit. */
export function QueueAlertBanner() {
  const { t } = useTranslation();
  const alarming = useQueues().data?.filter(({ alert }) => alert) ?? [];
  return (
    <div role="status">
      {alarming.length > 0 && (
        <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title={t('operation.alert.title')} mb="md">
          <List size="sm" listStyleType="none">
            {alarming.map((queue) => (
              <AlertLine key={queue.name} queue={queue} />
            ))}
          </List>
          <Anchor component={Link} to="/queues" size="sm" c="inherit" underline="always">
            {t('operation.alert.look')}
          </Anchor>
        </Alert>
      )}
    </div>
  );
}

function AlertLine({ queue: { name, alert } }: { readonly queue: Queue }) {
  const { t } = useTranslation();
  const { fromNow } = useFormat();
  const reasons = alert?.reasons.map((reason) => t(`operation.alert.${reason}`, { queue: name })) ?? [];
  const since = alert && t('operation.alert.since', { since: fromNow(alert.since) });
  return (
    <List.Item>
      {reasons.join('; ')} ({since})
    </List.Item>
  );
}
