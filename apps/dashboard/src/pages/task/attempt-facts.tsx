import { Code, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCodeText } from '../../i18n/error-text';
import { useFormat } from '../../operation/format';
import { WorkerLink } from '../../operation/worker-name';
import type { Attempt } from '../../tasks/task-queries';

/** When an attempt ran and where, and why it failed: code, message, stack and causes. */
export function AttemptFacts({
  attempt: { startedAt, finishedAt, error, worker },
}: {
  readonly attempt: Attempt;
}) {
  const { moment, duration } = useFormat();
  return (
    <>
      <Text size="xs" className="tabular">
        {moment(startedAt)}
        {finishedAt && ` · ${duration(Date.parse(finishedAt) - Date.parse(startedAt))}`} ·{' '}
        <WorkerLink id={worker} />
      </Text>
      {error && <AttemptError error={error} />}
    </>
  );
}

function AttemptError({
  error: { code, message, stack, causes = [] },
}: {
  readonly error: NonNullable<Attempt['error']>;
}) {
  const { t } = useTranslation();
  const codeText = useCodeText();
  return (
    <>
      <Text size="sm" className="pre-wrapped">
        <code title={codeText(code) ?? undefined} className="code">
          {code}
        </code>
        : {message}
      </Text>
      {causes.map((cause, index) => (
        <Text key={index} size="xs" c="dimmed" className="pre-wrapped">
          {t('task.causes')}: {cause.name}: {cause.message}
        </Text>
      ))}
      <Stack
        text={[
          stack,
          ...causes.map(
            ({ name, message, stack }) => stack && `${t('task.causes')}: ${name}: ${message}\n${stack}`,
          ),
        ]}
      />
    </>
  );
}

function Stack({ text }: { readonly text: readonly (string | undefined)[] }) {
  const { t } = useTranslation();
  const shown = text.filter(Boolean).join('\n\n');
  if (!shown) return null;
  return (
    <details>
      <summary className="fold">{t('task.stack')}</summary>
      <Code block className="stack" tabIndex={0}>
        {shown}
      </Code>
    </details>
  );
}
