import { Checkbox, SegmentedControl, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../operation/format';
import { pairsOf } from '../../tasks/summary';
import { hasEnded, type LogLine, type Task, useLogs } from '../../tasks/task-queries';
import { CopyButton } from './copy-button';
import { Section } from './section';

const LEVELS = ['debug', 'info', 'warn', 'error'] as const satisfies readonly LogLine['level'][];
type Level = (typeof LEVELS)[number];

/** What the handler logged, oldest first, from a level on; while it is followed its end stays in sight. */
export function TaskLogs({ task }: { readonly task: Task }) {
  const { t } = useTranslation();
  const { data: lines = [] } = useLogs(task.id);
  const [least, setLeast] = useState<Level>('debug');
  const [isFollowing, follow] = useState(!hasEnded(task));
  const shown = lines.filter(({ level }) => LEVELS.indexOf(level) >= LEVELS.indexOf(least));
  const tools = lines.length > 0 && (
    <>
      <SegmentedControl
        size="xs"
        aria-label={t('task.level')}
        value={least}
        onChange={setLeast}
        data={LEVELS.map((value) => ({ value, label: t(`task.levels.${value}`) }))}
      />
      <Checkbox
        size="xs"
        label={t('task.follow')}
        checked={isFollowing}
        onChange={({ currentTarget }) => follow(currentTarget.checked)}
      />
      <CopyButton text={shown.map((line) => textOf(line, (at) => at)).join('\n')} name={t('task.logs')} />
    </>
  );
  return (
    <Section title={t('task.logs')} actions={tools}>
      {shown.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t(lines.length === 0 ? 'task.noLogs' : 'task.noLines')}
        </Text>
      ) : (
        <Lines lines={shown} isFollowing={isFollowing} />
      )}
    </Section>
  );
}

function Lines({
  lines,
  isFollowing,
}: {
  readonly lines: readonly LogLine[];
  readonly isFollowing: boolean;
}) {
  const { t } = useTranslation();
  const { clock } = useFormat();
  const box = useRef<HTMLDivElement>(null);
  const last = lines.at(-1)?.id;
  useEffect(() => {
    if (isFollowing && box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [isFollowing, last]);
  return (
    <div ref={box} className="log" tabIndex={0} role="log" aria-label={t('task.logsOf')} aria-live="off">
      {lines.map((line) => (
        <div key={line.id} className={`log-line ${line.level}`}>
          {textOf(line, clock)}
        </div>
      ))}
    </div>
  );
}

/** @param timeOf the reader's clock on the page; to copy, the whole time in UTC, which other logs have */
function textOf({ at, level, attempt, message, fields }: LogLine, timeOf: (at: string) => string): string {
  return [timeOf(at), level.toUpperCase().padEnd(5), `#${attempt}`, message, fields && pairsOf(fields)]
    .filter(Boolean)
    .join(' ');
}
