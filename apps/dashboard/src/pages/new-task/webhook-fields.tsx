import { Fieldset, MultiSelect, PasswordInput, SimpleGrid, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { problemAt } from '../../api/problems';
import type { OptionPart } from './option-part';
import { WEBHOOK_EVENTS, type WebhookDraft } from './submission-draft';

/** Who is told when the task ends. */
export function WebhookFields({ draft: { webhook }, set, refused }: OptionPart) {
  const { t } = useTranslation();
  const change = (part: Partial<WebhookDraft>): void => set({ webhook: { ...webhook, ...part } });
  const isStored = webhook.storedUrl !== '' && webhook.url.trim() === webhook.storedUrl;
  return (
    <Fieldset legend={t('newTask.webhook.legend')}>
      <TextInput
        label={t('newTask.webhook.url')}
        description={isStored && t('newTask.webhook.storedUrl')}
        placeholder="https://example.com/hooks/tasks"
        inputMode="url"
        value={webhook.url}
        onChange={({ currentTarget }) => change({ url: currentTarget.value })}
        error={problemAt(refused, 'webhook.url') ?? problemAt(refused, 'webhook', true)}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md" mt="md" className="bottoms">
        <MultiSelect
          label={t('newTask.webhook.events')}
          data={WEBHOOK_EVENTS.map((value) => ({ value, label: t(`newTask.webhook.event.${value}`) }))}
          value={[...webhook.events]}
          onChange={(events) => change({ events: WEBHOOK_EVENTS.filter((event) => events.includes(event)) })}
          clearable
          error={problemAt(refused, 'webhook.events')}
        />
        <PasswordInput
          label={t('newTask.webhook.secret')}
          description={
            webhook.storedUrl && t(isStored ? 'newTask.webhook.storedSecret' : 'newTask.webhook.newUrl')
          }
          placeholder="whsec_…"
          autoComplete="off"
          visibilityToggleButtonProps={{ 'aria-label': t('key.show') }}
          value={webhook.secret}
          onChange={({ currentTarget }) => change({ secret: currentTarget.value })}
          error={problemAt(refused, 'webhook.secret')}
        />
      </SimpleGrid>
    </Fieldset>
  );
}
