import { Alert, Group, Loader, Progress, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { hasEnded, type Task } from '../../tasks/task-queries';
import { JsonValue } from './json-value';
import { Section } from './section';
import { StoredFile } from './stored-file';
import { type LiveTask, useLiveTask } from './use-live-task';

/** Fields of a result that name a stored file. */
const isFile = ([field, value]: [string, unknown]): boolean => /fileid$/i.test(field) && typeof value === 'string';

/** What comes out of a task: its progress and text while it runs, then its result or its error. */
export function TaskOutput({ task }: { readonly task: Task }) {
  const live = useLiveTask(task);
  return (
    <>
      {!hasEnded(task) && <Underway task={task} live={live} />}
      {task.error && <Failure task={task} />}
      {task.result && <Result result={task.result} />}
    </>
  );
}

function Underway({ task, live }: { readonly task: Task; readonly live: LiveTask }) {
  const { t } = useTranslation();
  const percent = Math.max(task.progress.percent, live.percent);
  const message = live.message ?? task.progress.message;
  return (
    <>
      <Section title={t('task.progress')}>
        <Group justify="space-between" mb={4}>
          <Text size="sm">{message ?? t(`tasks.status.${task.status}`)}</Text>
          <Text size="sm" className="tabular">
            {t('task.progressOf', { percent: Math.round(percent) })}
          </Text>
        </Group>
        <Progress value={percent} size="lg" animated={task.status === 'PROCESSING'} aria-label={t('task.progress')} />
      </Section>
      {live.text && (
        <Section title={t('task.output')} actions={<Loader type="dots" size="sm" role="status" aria-label={t('task.writing')} />}>
          <Text className="pre-wrapped" data-testid="live-text">
            {live.text}
          </Text>
        </Section>
      )}
    </>
  );
}

function Failure({ task: { error, status } }: { readonly task: Task }) {
  const { t } = useTranslation();
  if (!error || status === 'COMPLETED') return null;
  return (
    <Alert color={status === 'FAILED' ? 'red' : 'orange'} title={`${t('task.error')}: ${error.code}`} className="pre-wrapped">
      {error.message}
    </Alert>
  );
}

function Result({ result }: { readonly result: Readonly<Record<string, unknown>> }) {
  const { t } = useTranslation();
  const files = Object.entries(result).filter(isFile) as [string, string][];
  const { text, ...others } = Object.fromEntries(Object.entries(result).filter((field) => !isFile(field)));
  const isText = typeof text === 'string';
  const rest = isText ? others : { ...others, ...(text !== undefined && { text }) };
  const tables = Object.entries(rest).filter(([, value]) => Array.isArray(value) && value.some((one) => typeof one === 'object'));
  const figures = Object.fromEntries(Object.entries(rest).filter(([field]) => !tables.some(([name]) => name === field)));
  return (
    <Section title={t('task.result')}>
      <Stack gap="sm">
        {isText && (
          <Text className="pre-wrapped" data-testid="result-text">
            {text}
          </Text>
        )}
        {files.map(([field, id]) => (
          <StoredFile key={field} id={id} />
        ))}
        {Object.keys(figures).length > 0 && <JsonValue value={figures} />}
        {tables.map(([name, value]) => (
          <div key={name}>
            <Text size="sm" fw={500}>
              {name}
            </Text>
            <JsonValue value={value} />
          </div>
        ))}
      </Stack>
    </Section>
  );
}
