import { Anchor, Group, Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../operation/format';
import { Link } from 'react-router';
import { WorkerLink } from '../../operation/worker-name';
import type { Task } from '../../tasks/task-queries';
import { tasksPath } from '../../tasks/tasks-path';
import { Section } from './section';

/** All else that there is to know of a task. */
export function TaskFacts({ task }: { readonly task: Task }) {
  const { t } = useTranslation();
  return (
    <Section title={t('task.facts')}>
      <Table fz="sm" verticalSpacing={4} layout="fixed" withRowBorders={false} aria-label={t('task.facts')}>
        <Table.Tbody>
          {[...useOrigin(task), ...useTimes(task), ...useTokens(task)]
            .filter(([, value]) => value !== null)
            .map(([name, value]) => (
              <Table.Tr key={name}>
                <Table.Th scope="row" fw={500} w={110} pl={0}>
                  {t(`task.${name}`)}
                </Table.Th>
                <Table.Td className="breakable tabular">{value}</Table.Td>
              </Table.Tr>
            ))}
        </Table.Tbody>
      </Table>
    </Section>
  );
}

type Fact = [name: string, value: ReactNode];

function useOrigin({ type, queue, priority, worker, tags, attempts }: Task): Fact[] {
  const links = tags.map((tag) => (
    <Anchor key={tag} component={Link} to={tasksPath({ tag })} size="sm">
      {tag}
    </Anchor>
  ));
  return [
    [
      'type',
      <Anchor key="type" component={Link} to={tasksPath({ type })} size="sm">
        {type}
      </Anchor>,
    ],
    [
      'queue',
      <Anchor key="queue" component={Link} to={`/queues#${queue}`} size="sm">
        {queue}
      </Anchor>,
    ],
    ['priority', priority],
    ['attempts', `${attempts.made}/${attempts.max}`],
    ['worker', worker && <WorkerLink id={worker} />],
    ['tags', tags.length > 0 ? <Group gap={8}>{links}</Group> : null],
  ];
}

function useTimes({ createdAt, runAt, startedAt, finishedAt, expiresAt, timeoutMs }: Task): Fact[] {
  const { moment, duration } = useFormat();
  const between = (from: string | null, to: string | null): string | null =>
    from && to ? duration(Math.max(0, Date.parse(to) - Date.parse(from))) : null;
  return [
    ['created', moment(createdAt)],
    ['runAt', runAt && moment(runAt)],
    ['started', startedAt && moment(startedAt)],
    ['finished', finishedAt && moment(finishedAt)],
    ['expires', expiresAt && moment(expiresAt)],
    ['wait', between(runAt ?? createdAt, startedAt)],
    ['took', between(startedAt, finishedAt)],
    ['timeLimit', duration(timeoutMs)],
  ];
}

function useTokens({ usage }: Task): Fact[] {
  const { t } = useTranslation();
  const { count } = useFormat();
  if (!usage) return [];
  const { provider, model, inputTokens, outputTokens } = usage;
  return [
    ['model', `${provider} / ${model}`],
    ['usage', t('task.usageOf', { input: count(inputTokens), output: count(outputTokens) })],
  ];
}
