import { ApiError } from '@app/client';
import { Alert, Button, Center, Group, Loader, Stack, Text, Title } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { enterKey } from '../api/key';
import { useErrorText } from '../i18n/error-text';

interface Frame<Data> {
  readonly title: string;
  readonly subtitle?: ReactNode;
  readonly actions?: ReactNode;
  readonly query: UseQueryResult<Data>;
  readonly children: (data: Data) => ReactNode;
}

/**
 * A page with what it waits for: its title at once, then the content, or what went wrong. Old content stays
 * under an error.
 */
export function PageFrame<Data>({ title, subtitle, actions, query, children }: Frame<Data>) {
  const { t } = useTranslation();
  return (
    <Stack gap="sm">
      <Group justify="space-between" align="flex-end" gap="sm">
        <div className="page-title">
          <Title order={2} size="h3" className="breakable">
            {title}
          </Title>
          {subtitle && (
            <Text c="dimmed" size="sm" component="div">
              {subtitle}
            </Text>
          )}
        </div>
        {actions}
      </Group>
      {query.error && <Failure error={query.error} again={() => void query.refetch()} />}
      {query.data !== undefined && children(query.data)}
      {query.isPending && (
        <Center mih={200}>
          <Loader role="status" aria-label={t('operation.loading')} />
        </Center>
      )}
    </Stack>
  );
}

/** What went wrong, and what a reader can do about it. */
function Failure({ error, again }: { readonly error: Error; readonly again: () => void }) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const wantsKey = error instanceof ApiError && error.status === 401;
  return (
    <Alert color="red" variant="light" role="alert" title={t('operation.failed')}>
      <Group gap="sm">
        <Text size="sm">{errorText(error)}</Text>
        <Button variant="default" size="compact-sm" onClick={wantsKey ? enterKey : again}>
          {t(wantsKey ? 'key.enter' : 'operation.again')}
        </Button>
      </Group>
    </Alert>
  );
}
