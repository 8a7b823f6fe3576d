import { Alert, Center, Group, Loader, Stack, Text, Title } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface Frame<Data> {
  readonly title: string;
  readonly subtitle?: string;
  readonly actions?: ReactNode;
  readonly query: UseQueryResult<Data>;
  readonly children: (data: Data) => ReactNode;
}

/** A page with what it waits for: its title at once, then the content, or what went wrong. Old content stays under an error. */
export function PageFrame<Data>({ title, subtitle, actions, query, children }: Frame<Data>) {
  const { t } = useTranslation();
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="flex-end" gap="sm">
        <div>
          <Title order={2}>{title}</Title>
          {subtitle && (
            <Text c="dimmed" size="sm">
              {subtitle}
            </Text>
          )}
        </div>
        {actions}
      </Group>
      {query.error && (
        <Alert color="red" variant="light" role="alert" title={t('operation.failed')}>
          {query.error.message}
        </Alert>
      )}
      {query.data !== undefined && children(query.data)}
      {query.isPending && (
        <Center mih={200}>
          <Loader role="status" aria-label={t('operation.loading')} />
        </Center>
      )}
    </Stack>
  );
}
