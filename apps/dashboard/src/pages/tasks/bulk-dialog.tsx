import { Alert, Button, Group, Loader, Modal, Progress, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { TASKS } from '../../api/query-keys';
import { useErrorText } from '../../i18n/error-text';
import { useFormat } from '../../operation/format';
import type { TaskFilter } from '../../tasks/task-queries';
import {
  type BulkAction,
  type BulkActionName,
  stopBulk,
  useBulkAction,
  useBulkCount,
  useStartBulk,
} from './bulk-queries';

interface Bulk {
  readonly action: BulkActionName;
  readonly filter: TaskFilter;
  readonly close: () => void;
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** Says how many tasks an action is about, asks, and then shows how far it is. */
export function BulkDialog({ action, filter, close }: Bulk) {
  const { t } = useTranslation();
  const starting = useStartBulk(action, filter);
  const { data: bulk } = useBulkAction(starting.data);
  return (
    <Modal
      opened
      onClose={close}
      title={t(`tasks.bulk.title${capital(action)}`)}
      closeButtonProps={{ 'aria-label': t('tasks.bulk.close') }}
    >
      {bulk ? (
        <Running bulk={bulk} close={close} />
      ) : (
        <Question
          action={action}
          filter={filter}
          close={close}
          start={() => starting.mutate()}
          error={starting.error}
        />
      )}
    </Modal>
  );
}

function Question({
  action,
  filter,
  close,
  start,
  error,
}: Bulk & { readonly start: () => void; readonly error: Error | null }) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const errorText = useErrorText();
  const matched = useBulkCount(action, filter);
  const failed = error ?? matched.error;
  return (
    <Stack>
      {matched.isPending ? (
        <Group gap="xs">
          <Loader size="sm" /> {t('tasks.bulk.counting')}
        </Group>
      ) : (
        <Text fw={600}>
          {matched.data
            ? t('tasks.bulk.count', { count: count(matched.data) as never })
            : t('tasks.bulk.nothing')}
        </Text>
      )}
      <Text size="sm">{t(`tasks.bulk.text${capital(action)}`)}</Text>
      {Object.keys(filter).length === 0 && <Alert color="orange">{t('tasks.bulk.filterNone')}</Alert>}
      {failed && (
        <Alert color="red" role="alert">
          {errorText(failed)}
        </Alert>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={close} data-autofocus>
          {t('tasks.bulk.keep')}
        </Button>
        <Button color={action === 'delete' ? 'red' : undefined} onClick={start} disabled={!matched.data}>
          {t(`tasks.bulk.${action}`)}
        </Button>
      </Group>
    </Stack>
  );
}

function Running({ bulk, close }: { readonly bulk: BulkAction; readonly close: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { status, done, failed, matched } = bulk;
  const isRunning = status === 'RUNNING';
  useEffect(() => void (isRunning || queries.invalidateQueries({ queryKey: TASKS })), [isRunning, queries]);
  const percent = matched > 0 ? ((done + failed) / matched) * 100 : 100;
  return (
    <Stack>
      <Progress
        value={isRunning ? percent : 100}
        animated={isRunning}
        size="lg"
        aria-label={t('task.progress')}
      />
      <Text aria-live="polite">
        {isRunning ? t('tasks.bulk.running', { done, matched }) : t('tasks.bulk.ended', { done, failed })}
      </Text>
      <Group justify="flex-end">
        {isRunning && (
          <Button variant="default" onClick={() => void stopBulk(bulk)}>
            {t('tasks.bulk.stop')}
          </Button>
        )}
        <Button onClick={close}>{t('tasks.bulk.close')}</Button>
      </Group>
    </Stack>
  );
}
