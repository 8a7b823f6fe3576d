import { Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type KeyRefusal, refusalOf } from './check-key';
import { apiKey, keepApiKey, onKeyWanted } from './key';

/**
 * Asks for a key when the server wants one, says what is wrong with it, and loads everything again when it is
 * right.
 */
export function ApiKeyDialog() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [opened, setOpened] = useState(false);
  const [key, setKey] = useState('');
  const [refusal, setRefusal] = useState<KeyRefusal | null>(null);
  const [busy, setBusy] = useState(false);
  const isDeclined = useRef(false);
  const ask = (byReader: boolean): void => {
    if (isDeclined.current && !byReader) return; // every request that is refused would ask again
    if (apiKey()) setRefusal((known) => known ?? 'wrong'); // the one of this tab is no longer taken
    setOpened(true);
  };
  useEffect(() => onKeyWanted(ask), []);
  const close = (): void => setOpened(false);
  const decline = (): void => ((isDeclined.current = true), close());
  const use = async (given: string): Promise<void> => {
    setBusy(true);
    const refused = await refusalOf(given);
    setBusy(false);
    setRefusal(refused);
    if (refused) return;
    keepApiKey(given);
    isDeclined.current = false;
    close();
    void queries.resetQueries();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void use(key.trim());
  };
  return (
    <Modal
      opened={opened}
      onClose={decline}
      title={t('key.title')}
      closeButtonProps={{ 'aria-label': t('key.cancel') }}
    >
      <form onSubmit={submit}>
        <Stack>
          <Text size="sm">{t('key.text')}</Text>
          <PasswordInput
            label={t('key.label')}
            value={key}
            onChange={(event) => (setKey(event.currentTarget.value), setRefusal(null))}
            error={refusal && t(`key.refused.${refusal}`)}
            visibilityToggleButtonProps={{ 'aria-label': t('key.show') }}
            data-autofocus
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={decline}>
              {t('key.cancel')}
            </Button>
            <Button type="submit" disabled={!key.trim()} loading={busy}>
              {t('key.use')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
