import { Button, Group, NumberInput } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api';
import type { Queue } from '../../operation/answers';
import { QUEUES } from '../../api/query-keys';
import { useChange } from '../../operation/use-change';

/** Sets how many of a queue's tasks may run at once in the whole cluster. Empty means no limit. */
export function ConcurrencyForm({ queue: { name, concurrency } }: { readonly queue: Queue }) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<number | string | null>(null); // null: what is in force
  const wanted = numberIn(draft ?? concurrency ?? '');
  const done =
    wanted === null
      ? t('queues.unlimitedDone', { name })
      : t('queues.concurrencyDone', { name, count: wanted });
  const change = useChange(
    () => api.PATCH('/api/v1/queues/{name}', { params: { path: { name } }, body: { concurrency: wanted } }),
    {
      renew: QUEUES,
      done,
    },
  );
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    change.mutate(undefined, { onSuccess: () => setDraft(null) });
  };
  return (
    <form onSubmit={submit}>
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <NumberInput
          size="xs"
          w={170}
          label={t('queues.concurrency')}
          aria-label={t('queues.concurrencyOf', { name })}
          placeholder={t('queues.noLimit')}
          min={1}
          max={1_000_000}
          allowDecimal={false}
          allowNegative={false}
          value={draft ?? concurrency ?? ''}
          onChange={setDraft}
        />
        <Button
          type="submit"
          size="xs"
          variant="default"
          disabled={wanted === concurrency}
          loading={change.isPending}
          aria-label={t('queues.applyOf', { name })}
        >
          {t('queues.apply')}
        </Button>
      </Group>
    </form>
  );
}

function numberIn(value: number | string): number | null {
  return value === '' ? null : Number(value);
}
