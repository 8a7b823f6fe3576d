import { Group, Paper, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface SectionProps {
  readonly title: string;
  readonly actions?: ReactNode;
  /** Long content scrolls in the card, so that no card pushes another away; `timeline` has more room. */
  readonly scrolls?: boolean | 'timeline';
  /** Below what scrolls, always in sight. */
  readonly footer?: ReactNode;
  readonly children: ReactNode;
}

/** A part of a page on a card of its own. */
export function Section({ title, actions, scrolls = false, footer, children }: SectionProps) {
  return (
    <Paper withBorder p="sm" component="section" aria-label={title} miw={0}>
      <Group justify="space-between" mb={6} mih={24} gap="xs">
        <Title order={3} size="h5">
          {title}
        </Title>
        <Group gap={6}>{actions}</Group>
      </Group>
      {scrolls ? (
        <div
          className={scrolls === 'timeline' ? 'scroll-card scroll-timeline' : 'scroll-card'}
          tabIndex={0}
          role="group"
          aria-label={title}
        >
          {children}
        </div>
      ) : (
        children
      )}
      {footer}
    </Paper>
  );
}
