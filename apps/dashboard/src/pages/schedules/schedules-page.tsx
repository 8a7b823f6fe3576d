import { Button, Paper, SimpleGrid, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schedule } from '../../operation/answers';
import { PageFrame } from '../../operation/page-frame';
import { useTaskTypes } from '../../tasks/task-queries';
import { ScheduleCard } from './schedule-card';
import { ScheduleEditor } from './schedule-editor';
import { useSchedules } from './schedule-queries';

export function SchedulesPage() {
  const { t } = useTranslation();
  const { data: types } = useTaskTypes();
  const [edited, edit] = useState<Schedule | 'new' | null>(null);
  const create = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => edit('new')}>
      {t('schedules.create')}
    </Button>
  );
  return (
    <PageFrame
      title={t('nav.schedules')}
      subtitle={t('schedules.subtitle')}
      query={useSchedules()}
      actions={create}
    >
      {(schedules: readonly Schedule[]) => (
        <>
          {schedules.length === 0 && <NoSchedule create={() => edit('new')} />}
          <SimpleGrid cols={{ base: 1, lg: 2, xxl: 3 }} spacing="md">
            {schedules.map((schedule) => (
              <ScheduleCard key={schedule.id} schedule={schedule} edit={() => edit(schedule)} />
            ))}
          </SimpleGrid>
          {edited && types && (
            <ScheduleEditor
              schedule={edited === 'new' ? null : edited}
              types={types}
              close={() => edit(null)}
            />
          )}
        </>
      )}
    </PageFrame>
  );
}

function NoSchedule({ create }: { readonly create: () => void }) {
  const { t } = useTranslation();
  return (
    <Paper withBorder p="xl" ta="center">
      <Text fw={600}>{t('schedules.none')}</Text>
      <Text size="sm" c="dimmed">
        {t('schedules.noneHint')}
      </Text>
      <Button variant="default" size="xs" mt="sm" onClick={create}>
        {t('schedules.createFirst')}
      </Button>
    </Paper>
  );
}
