import { Anchor, AppShell, Burger, Center, Group, Loader, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Outlet, useLocation } from 'react-router';
import { ColorSchemeSwitch } from './color-scheme-switch';
import { LanguageSwitch } from './language-switch';
import { Navigation } from './navigation';
import { QueueAlertBanner } from './queue-alert-banner';
import { usePageStart } from './use-page-start';
import { useTarget } from './use-target';

/** What every page stands in: the bar, the navigation (a drawer on a phone), the content. */
export function Layout() {
  const { t } = useTranslation();
  const [opened, menu] = useDisclosure();
  const { pathname } = useLocation();
  useEffect(menu.close, [pathname]);
  usePageStart();
  useTarget();
  return (
    <AppShell
      header={{ height: 52 }}
      navbar={{ width: 200, breakpoint: 'sm', collapsed: { mobile: !opened } }}
      padding="md"
    >
      <a className="skip-link" href="#content">
        {t('nav.skip')}
      </a>
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger
              opened={opened}
              onClick={menu.toggle}
              hiddenFrom="sm"
              size="sm"
              aria-label={t('nav.menu')}
            />
            <Anchor component={Link} to="/" underline="never" c="inherit">
              <Title order={1} size="h4">
                {t('title')}
              </Title>
            </Anchor>
          </Group>
          <Group gap="xs" wrap="nowrap">
            <LanguageSwitch />
            <ColorSchemeSwitch />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs">
        <Navigation />
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1}>
        {pathname !== '/' && <QueueAlertBanner />}
        <Suspense
          fallback={
            <Center mih={200} children={<Loader role="status" aria-label={t('operation.loading')} />} />
          }
        >
          <Outlet />
        </Suspense>
      </AppShell.Main>
    </AppShell>
  );
}
