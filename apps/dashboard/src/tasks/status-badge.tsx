import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TaskStatus } from './task-queries';

const COLORS = {
  PENDING: 'gray',
  PROCESSING: 'blue',
  COMPLETED: 'green',
  FAILED: 'red',
  CANCELLED: 'orange',
} as const;

/** A task's state in a word and a colour. */
export function StatusBadge({
  status,
  size = 'sm',
}: {
  readonly status: TaskStatus;
  readonly size?: 'sm' | 'lg';
}) {
  const { t } = useTranslation();
  return (
    <Badge color={COLORS[status]} variant="light" size={size} flex="none">
      {t(`tasks.status.${status}`)}
    </Badge>
  );
}
