import { Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keepApiKey, onKeyWanted } from './key';

/** Asks for a key when the server wants one, and then loads everything again. */
export function ApiKeyDialog() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [opened, setOpened] = useState(false);
  const [key, setKey] = useState('');
  useEffect(() => onKeyWanted(() => setOpened(true)), []);
  const close = (): void => setOpened(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    keepApiKey(key.trim());
    close();
    void queries.resetQueries();
  };
  return (
    <Modal opened={opened} onClose={close} title={t('key.title')} closeButtonProps={{ 'aria-label': t('key.cancel') }}>
      <form onSubmit={submit}>
        <Stack>
          <Text size="sm">{t('key.text')}</Text>
          <PasswordInput
            label={t('key.label')}
            value={key}
            onChange={(event) => setKey(event.currentTarget.value)}
            visibilityToggleButtonProps={{ 'aria-label': t('key.show') }}
            data-autofocus
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('key.cancel')}
            </Button>
            <Button type="submit" disabled={!key.trim()}>
              {t('key.use')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
