import { Alert, Anchor, Badge, Button, Center, Group, Stack, Text } from '@mantine/core';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useConnected } from '../../api/live';
import { Confirm } from '../../operation/confirm';
import { PageFrame } from '../../operation/page-frame';
import { type TaskAction, useTaskActions } from '../../tasks/actions';
import { type Task, useTasks } from '../../tasks/task-queries';
import { BulkMenu } from './bulk-menu';
import { ColumnMenu } from './column-menu';
import { FilterBar } from './filter-bar';
import { SelectionBar } from './selection-bar';
import { StatusTabs } from './status-tabs';
import { type Filters, useFilters } from './task-filters';
import { TaskTable } from './task-table';
import { useColumns } from './use-columns';
import { useSelection } from './use-selection';

/** All tasks, live; the filter and the order are in the address. */
export function TasksPage() {
  const { t } = useTranslation();
  const filters = useFilters();
  const columns = useColumns();
  const tasks = useTasks(filters.filter, filters.sort);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = tasks;
  return (
    <PageFrame title={t('nav.tasks')} query={tasks} actions={<PageActions />}>
      {({ pages }) => (
        <Stack gap={6}>
          <FilterBar filters={filters}>
            <ColumnMenu {...columns} />
            <BulkMenu filter={filters.filter} />
          </FilterBar>
          <StatusTabs filter={filters.filter} />
          <Found tasks={pages.flatMap(({ data }) => data)} filters={filters} columns={columns} />
          {hasNextPage && (
            <Center>
              <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
                {t('tasks.more')}
              </Button>
            </Center>
          )}
        </Stack>
      )}
    </PageFrame>
  );
}

function PageActions() {
  const { t } = useTranslation();
  const connected = useConnected();
  return (
    <Group gap="xs">
      <Badge variant="dot" color={connected ? 'green' : 'orange'} role="status">
        {connected ? t('tasks.live') : t('tasks.offline')}
      </Badge>
      <Button component={Link} to="/new" size="xs">
        {t('nav.newTask')}
      </Button>
    </Group>
  );
}

interface FoundProps {
  readonly tasks: readonly Task[];
  readonly filters: ReturnType<typeof useFilters>;
  readonly columns: ReturnType<typeof useColumns>;
}

function Found({ tasks, filters, columns }: FoundProps) {
  const { t } = useTranslation();
  const selection = useSelection(tasks);
  const { mutate } = useTaskActions();
  const [doomed, setDoomed] = useState<readonly Task[]>([]);
  const act = useCallback(
    (chosen: readonly Task[], action: TaskAction) =>
      action === 'delete' ? setDoomed(chosen) : mutate({ action, ids: chosen.map(({ id }) => id) }),
    [mutate],
  );
  const actOnOne = useCallback((task: Task, action: TaskAction) => act([task], action), [act]);
  if (tasks.length === 0) return <Nothing filters={filters} />;
  return (
    <>
      <TaskTable
        tasks={tasks}
        columns={columns.columns}
        isPhone={columns.isPhone}
        selection={selection}
        sort={filters.sort}
        sortBy={(sort) => filters.set({ sort: sort === '-createdAt' ? null : sort })}
        act={actOnOne}
      />
      <SelectionBar
        tasks={tasks.filter(({ id }) => selection.ids.has(id))}
        act={act}
        clear={() => selection.setAll([])}
      />
      <Confirm
        opened={doomed.length > 0}
        close={() => setDoomed([])}
        title={t('tasks.deleteTitle', { count: doomed.length })}
        text={t('task.deleteText')}
        yes={t('task.delete')}
        act={() => mutate({ action: 'delete', ids: doomed.map(({ id }) => id) })}
      />
    </>
  );
}

/** Why there is nothing here, and what to do. */
function Nothing({ filters: { isEmpty, sort, clear } }: { readonly filters: Filters }) {
  const { t } = useTranslation();
  const isAll = isEmpty && !sort.endsWith('finishedAt');
  return (
    <Alert color="gray">
      <Group gap="xs">
        <Text size="sm">{t(isAll ? 'tasks.noneYet' : 'tasks.none')}</Text>
        {isAll && (
          <Anchor component={Link} to="/new" size="sm">
            {t('tasks.submitFirst')}
          </Anchor>
        )}
        {!isEmpty && (
          <Button variant="default" size="compact-sm" onClick={clear}>
            {t('tasks.showAll')}
          </Button>
        )}
      </Group>
    </Alert>
  );
}
