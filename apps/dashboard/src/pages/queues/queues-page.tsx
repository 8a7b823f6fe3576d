import { SimpleGrid } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Queue } from '../../operation/answers';
import { PageFrame } from '../../operation/page-frame';
import { useQueues, useStats } from '../../operation/queries';
import { QueueCard } from './queue-card';

const NONE: never[] = [];

export function QueuesPage() {
  const { t } = useTranslation();
  const stats = useStats('1h').data;
  return (
    <PageFrame title={t('nav.queues')} subtitle={t('queues.subtitle')} query={useQueues()}>
      {(queues: readonly Queue[]) => (
        <SimpleGrid cols={{ base: 1, lg: 2, xxl: 3 }} spacing="md">
          {queues.map((queue) => (
            <QueueCard
              key={queue.name}
              queue={queue}
              history={stats?.queues.find(({ name }) => name === queue.name)?.series ?? NONE}
              steps={stats?.series ?? NONE}
            />
          ))}
        </SimpleGrid>
      )}
    </PageFrame>
  );
}
