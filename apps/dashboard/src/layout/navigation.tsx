import { NavLink } from '@mantine/core';
import {
  IconApi,
  IconCalendarRepeat,
  IconChartHistogram,
  IconListDetails,
  IconPlus,
  IconServer2,
  IconStack2,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';

const PAGES = [
  { to: '/', text: 'nav.overview', Icon: IconChartHistogram },
  { to: '/tasks', text: 'nav.tasks', Icon: IconListDetails },
  { to: '/new', text: 'nav.newTask', Icon: IconPlus },
  { to: '/queues', text: 'nav.queues', Icon: IconStack2 },
  { to: '/workers', text: 'nav.workers', Icon: IconServer2 },
  { to: '/schedules', text: 'nav.schedules', Icon: IconCalendarRepeat },
] as const;

export function Navigation() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  return (
    <nav aria-label={t('nav.menu')}>
      {PAGES.map(({ to, text, Icon }) => (
        <NavLink
          key={to}
          component={Link}
          to={to}
          label={t(text)}
          leftSection={<Icon size={18} aria-hidden />}
          active={to === '/' ? pathname === '/' : pathname.startsWith(to)}
        />
      ))}
      <NavLink href="/docs" label={t('nav.api')} leftSection={<IconApi size={18} aria-hidden />} />
    </nav>
  );
}
