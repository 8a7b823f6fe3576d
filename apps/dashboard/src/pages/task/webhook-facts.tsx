import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../operation/format';
import type { WebhookDelivery } from '../../tasks/task-queries';

/** What came of one try to deliver a webhook. */
export function WebhookFacts({ delivery: { outcome, status, error, startedAt, nextTryAt } }: { readonly delivery: WebhookDelivery }) {
  const { t } = useTranslation();
  const { moment, fromNow } = useFormat();
  const result = outcome && [t(`task.webhookOutcome.${outcome}`), status].filter(Boolean).join(' ');
  const next = nextTryAt && t('task.webhookNext', { when: fromNow(nextTryAt) });
  return (
    <Text size="xs" className="breakable tabular">
      {[moment(startedAt), result, error?.message, next].filter(Boolean).join(' · ')}
    </Text>
  );
}
