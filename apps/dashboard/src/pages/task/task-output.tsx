import { Loader, Stack, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { hasEnded, type Task } from '../../tasks/task-queries';
import { CopyButton } from './copy-button';
import { JsonValue } from './json-value';
import { Section } from './section';
import { StoredFile } from './stored-file';
import type { LiveTask } from './use-live-task';

/** Fields of a result that name a stored file. */
const isFile = ([field, value]: [string, unknown]): boolean =>
  /fileid$/i.test(field) && typeof value === 'string';

/**
 * What comes out of a task, in one card that stays where it is: its text while it is written, then its
 * result.
 */
export function TaskOutput({ task, live }: { readonly task: Task; readonly live: LiveTask }) {
  const { t } = useTranslation();
  if (task.result) return <Result result={task.result} />;
  if (live.text) return <Writing task={task} text={live.text} />;
  return (
    <Section title={t('task.result')}>
      <Text size="sm" c="dimmed">
        {t(hasEnded(task) ? 'task.noResultAtEnd' : 'task.noResult')}
      </Text>
    </Section>
  );
}

/** How far from its end a text may be scrolled and still follow what is written. */
const NEAR_PX = 60;

function Writing({ task, text }: { readonly task: Task; readonly text: string }) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const isOver = hasEnded(task);
  useEffect(() => {
    const { current } = box;
    if (current && current.scrollHeight - current.scrollTop - current.clientHeight < NEAR_PX)
      current.scrollTop = current.scrollHeight;
  }, [text]);
  const writing = isOver ? (
    <Text size="xs" c="dimmed">
      {t('task.kept')}
    </Text>
  ) : (
    <Loader type="dots" size="sm" role="status" aria-label={t('task.writing')} />
  );
  return (
    <Section
      title={t('task.output')}
      actions={
        <>
          {writing}
          <CopyButton text={text} name={t('task.output')} />
        </>
      }
    >
      <div ref={box} className="scroll-output" tabIndex={0} role="group" aria-label={t('task.output')}>
        <Text className="pre-wrapped" data-testid="live-text">
          {text}
        </Text>
      </div>
    </Section>
  );
}

function Result({ result }: { readonly result: Readonly<Record<string, unknown>> }) {
  const { t } = useTranslation();
  const files = Object.entries(result).filter(isFile) as [string, string][];
  const { text, ...others } = Object.fromEntries(Object.entries(result).filter((field) => !isFile(field)));
  const isText = typeof text === 'string';
  const rest = isText ? others : { ...others, ...(text !== undefined && { text }) };
  const tables = Object.entries(rest).filter(
    ([, value]) => Array.isArray(value) && value.some((one) => typeof one === 'object'),
  );
  const figures = Object.fromEntries(
    Object.entries(rest).filter(([field]) => !tables.some(([name]) => name === field)),
  );
  const copied = isText ? text : JSON.stringify(result, null, 2);
  return (
    <Section title={t('task.result')} actions={<CopyButton text={copied} name={t('task.result')} />}>
      <div className="scroll-output" tabIndex={0} role="group" aria-label={t('task.result')}>
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
      </div>
    </Section>
  );
}
