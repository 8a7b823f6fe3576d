import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconPlayerStop, IconRefresh, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskFilter } from '../../tasks/task-queries';
import { BulkDialog } from './bulk-dialog';
import type { BulkActionName } from './bulk-queries';

const ICONS = { cancel: IconPlayerStop, retry: IconRefresh, delete: IconTrash } as const;

/** What can be done to all tasks that the filter matches. */
export function BulkMenu({ filter }: { readonly filter: TaskFilter }) {
  const { t } = useTranslation();
  const [action, setAction] = useState<BulkActionName | null>(null);
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={16} aria-hidden />}>
            {t('tasks.bulk.button')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {(['cancel', 'retry', 'delete'] as const).map((name) => {
            const Icon = ICONS[name];
            return (
              <Menu.Item
                key={name}
                color={name === 'delete' ? 'red' : undefined}
                leftSection={<Icon size={16} aria-hidden />}
                onClick={() => setAction(name)}
              >
                {t(`tasks.bulk.${name}`)}
              </Menu.Item>
            );
          })}
        </Menu.Dropdown>
      </Menu>
      {action && <BulkDialog action={action} filter={filter} close={() => setAction(null)} />}
    </>
  );
}
