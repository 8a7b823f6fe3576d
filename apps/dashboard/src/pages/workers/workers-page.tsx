import { Alert, Code, SimpleGrid } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Worker } from '../../operation/answers';
import { PageFrame } from '../../operation/page-frame';
import { useWorkers } from '../../operation/queries';
import { WorkerCard } from './worker-card';

export function WorkersPage() {
  const { t } = useTranslation();
  return (
    <PageFrame title={t('nav.workers')} subtitle={t('workers.subtitle')} query={useWorkers()}>
      {(workers: readonly Worker[]) =>
        workers.length > 0 ? (
          <SimpleGrid cols={{ base: 1, md: 2, xxl: 3 }} spacing="md">
            {workers.map((worker) => (
              <WorkerCard key={worker.id} worker={worker} />
            ))}
          </SimpleGrid>
        ) : (
          <Alert color="orange" title={t('workers.none')}>
            <Code>{t('workers.noneHint')}</Code>
          </Alert>
        )
      }
    </PageFrame>
  );
}
