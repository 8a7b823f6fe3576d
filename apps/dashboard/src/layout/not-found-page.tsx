import { Anchor, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';

/** For an address that no page has. */
export function NotFoundPage() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  return (
    <Stack gap="sm" align="flex-start">
      <Title order={2} size="h3">
        {t('notFound.title')}
      </Title>
      <Text size="sm" className="breakable">
        {t('notFound.text', { path: pathname })}
      </Text>
      <Anchor component={Link} to="/" size="sm">
        {t('nav.overview')}
      </Anchor>
      <Anchor component={Link} to="/tasks" size="sm">
        {t('nav.tasks')}
      </Anchor>
    </Stack>
  );
}
