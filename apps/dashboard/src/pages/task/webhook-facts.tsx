import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDeliveryText } from '../../i18n/error-text';
import { useFormat } from '../../operation/format';
import type { WebhookDelivery } from '../../tasks/task-queries';

interface Try {
  readonly delivery: WebhookDelivery;
  /** Only after the last one the next is still to come. */
  readonly isLast: boolean;
}

/** What came of one try to deliver a webhook. */
export function WebhookFacts({
  delivery: { outcome, status, error, startedAt, durationMs, nextTryAt },
  isLast,
}: Try) {
  const { t } = useTranslation();
  const { moment, duration, fromNow } = useFormat();
  const deliveryText = useDeliveryText();
  const result =
    outcome && [t(`task.webhookOutcome.${outcome}`), error ? null : status].filter(Boolean).join(' ');
  const next = isLast && nextTryAt && t('task.webhookNext', { when: fromNow(nextTryAt) });
  return (
    <Text size="xs" className="breakable tabular">
      {[
        moment(startedAt),
        durationMs !== null && duration(durationMs),
        result,
        error && deliveryText(error),
        next,
      ]
        .filter(Boolean)
        .join(' · ')}
    </Text>
  );
}
