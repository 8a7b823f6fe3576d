import { Button, Group, Pill } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../operation/format';
import { useWorkerName } from '../../operation/worker-name';
import type { Filters } from './task-filters';

const TIMES = ['createdAfter', 'createdBefore', 'finishedAfter', 'finishedBefore'];
/** What is seen elsewhere: the tabs, the box. */
const SHOWN = ['search'];

/** What narrows the table down now, each to be taken away; no line where nothing does. */
export function ActiveFilters({ filters: { filter, set, clear } }: { readonly filters: Filters }) {
  const { t } = useTranslation();
  const textOf = useTextOf();
  const given = Object.entries(filter as Record<string, string | string[]>).filter(
    ([name]) => !isShown(name, filter),
  );
  const pills = given.flatMap(([name, value]) =>
    [value].flat().map((one) => ({ name, one, others: [value].flat().filter((v) => v !== one) })),
  );
  if (pills.length === 0) return null;
  return (
    <Group gap={6} mt={6}>
      {pills.map(({ name, one, others }) => (
        <Pill
          key={`${name} ${one}`}
          withRemoveButton
          onRemove={() => set({ [name]: others })}
          removeButtonProps={{
            'aria-label': t('tasks.removeFilter', { filter: textOf(name, one) }),
            tabIndex: 0,
            'aria-hidden': false,
          }}
        >
          {textOf(name, one)}
        </Pill>
      ))}
      <Button
        variant="subtle"
        size="compact-xs"
        leftSection={<IconX size={14} aria-hidden />}
        onClick={clear}
      >
        {t('tasks.clear')}
      </Button>
    </Group>
  );
}

/** One status is a tab; several are none. */
function isShown(name: string, { status }: Filters['filter']): boolean {
  return SHOWN.includes(name) || (name === 'status' && status?.length === 1);
}

function useTextOf(): (name: string, value: string) => string {
  const { t } = useTranslation();
  const { moment } = useFormat();
  const workerName = useWorkerName();
  return (name, value) => {
    if (name.startsWith('metadata.')) return `${name.slice('metadata.'.length)}=${value}`;
    if (name === 'schedule') return t('tasks.schedule', { id: value.slice(-8) });
    if (name === 'status') return t(`tasks.status.${value}`);
    if (name === 'worker') return `${t('task.worker')}: ${workerName(value)}`;
    if (TIMES.includes(name)) return `${t(`tasks.${name}`)}: ${moment(value)}`;
    return `${t(`tasks.pill.${name}`)}: ${value}`;
  };
}
