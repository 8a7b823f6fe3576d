import { Alert, Anchor, Center, Drawer, Loader, Stack, Text } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type Task, useTaskTypes } from '../../tasks/task-queries';
import { draftFrom } from '../new-task/submission-draft';

const NewTaskForm = lazy(async () => ({ default: (await import('../new-task/new-task-form')).NewTaskForm }));

/**
 * The form of another run, filled with what this one was given, beside the run itself: both can be read and
 * used.
 */
export function AgainDrawer({ task, close }: { readonly task: Task; readonly close: () => void }) {
  const { t } = useTranslation();
  const { data: types } = useTaskTypes();
  const [made, setMade] = useState<Task | null>(null);
  return (
    <Drawer
      opened
      onClose={close}
      position="right"
      size="min(var(--drawer-width), 100vw)"
      title={t('task.againTitle')}
      withOverlay={false}
      lockScroll={false}
      trapFocus={false}
      closeOnClickOutside={false}
      shadow="md"
      closeButtonProps={{ 'aria-label': t('operation.cancel') }}
    >
      <Stack>
        <Text size="sm" c="dimmed">
          {t('task.againHint')}
        </Text>
        {made && (
          <Alert color="green" role="status">
            {t('task.againDone')}{' '}
            <Anchor component={Link} to={`/tasks/${made.id}`} size="sm" ff="monospace">
              …{made.id.slice(-8)}
            </Anchor>
          </Alert>
        )}
        <Suspense
          fallback={<Center children={<Loader role="status" aria-label={t('operation.loading')} />} />}
        >
          {types && <NewTaskForm types={types} start={draftFrom(task)} accepted={setMade} isNarrow />}
        </Suspense>
      </Stack>
    </Drawer>
  );
}
