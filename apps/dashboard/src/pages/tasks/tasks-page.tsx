import { Alert, Anchor, Badge, Button, Center, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useConnected } from '../../api/live';
import { PageFrame } from '../../operation/page-frame';
import { type Task, useTasks } from '../../tasks/task-queries';
import { BulkMenu } from './bulk-menu';
import { FilterBar } from './filter-bar';
import { useFilters } from './task-filters';
import { TaskTable } from './task-table';

/** All tasks, live; the filter is in the address. */
export function TasksPage() {
  const { t } = useTranslation();
  const filters = useFilters();
  const tasks = useTasks(filters.filter);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = tasks;
  return (
    <PageFrame title={t('nav.tasks')} subtitle={t('tasks.subtitle')} query={tasks} actions={<Actions filter={filters.filter} />}>
      {({ pages }) => (
        <Stack>
          <FilterBar filters={filters} />
          <Found tasks={pages.flatMap(({ data }) => data)} isFiltered={!filters.isEmpty} />
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

function Actions({ filter }: Parameters<typeof BulkMenu>[0]) {
  const { t } = useTranslation();
  const connected = useConnected();
  return (
    <Group>
      <Badge variant="dot" color={connected ? 'green' : 'orange'} role="status">
        {connected ? t('tasks.live') : t('tasks.offline')}
      </Badge>
      <BulkMenu filter={filter} />
      <Button component={Link} to="/new">
        {t('nav.newTask')}
      </Button>
    </Group>
  );
}

function Found({ tasks, isFiltered }: { readonly tasks: readonly Task[]; readonly isFiltered: boolean }) {
  const { t } = useTranslation();
  if (tasks.length > 0) return <TaskTable tasks={tasks} />;
  if (isFiltered) return <Alert color="gray">{t('tasks.none')}</Alert>;
  return (
    <Alert color="gray">
      <Text size="sm">
        {t('tasks.noneYet')}{' '}
        <Anchor component={Link} to="/new">
          {t('tasks.submitFirst')}
        </Anchor>
      </Text>
    </Alert>
  );
}
