import { Alert, Anchor, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Queue } from '../operation/answers';
import { useFormat } from '../operation/format';
import { useQueues } from '../operation/queries';

/** On every page, while a queue is longer or older than its limit. */
export function QueueAlertBanner() {
  const alarming = useQueues().data?.filter(({ alert }) => alert) ?? [];
  return (
    <div role="status">
      {alarming.length > 0 && (
        <Alert color="red" icon={<IconAlertTriangle size={18} aria-hidden />} mb="sm" p="xs">
          {alarming.map((queue) => (
            <AlertLine key={queue.name} queue={queue} />
          ))}
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
    <Text size="sm">
      {reasons.join('; ')} ({since}){' '}
      <Anchor component={Link} to={`/queues#${name}`} size="sm" c="inherit" underline="always">
        {t('operation.alert.look')}
      </Anchor>
    </Text>
  );
}
