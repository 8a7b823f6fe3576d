import { SimpleGrid } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Queue } from '../../operation/answers';
import { PageFrame } from '../../operation/page-frame';
import { useQueues, useStats } from '../../operation/queries';
import { QueueCard } from './queue-card';

export function QueuesPage() {
  const { t } = useTranslation();
  const history = useStats('1h').data?.queues ?? [];
  return (
    <PageFrame title={t('nav.queues')} subtitle={t('queues.subtitle')} query={useQueues()}>
      {(queues: readonly Queue[]) => (
        <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg">
          {queues.map((queue) => (
            <QueueCard key={queue.name} queue={queue} history={history.find(({ name }) => name === queue.name)?.series ?? []} />
          ))}
        </SimpleGrid>
      )}
    </PageFrame>
  );
}
