import type { ReactNode } from 'react';
import { Ago } from '../../operation/ago';
import type { Format } from '../../operation/format';
import { StatusBadge } from '../../tasks/status-badge';
import { pairsOf } from '../../tasks/summary';
import type { Task, TaskSort } from '../../tasks/task-queries';
import { AboutCell } from './about-cell';

/** What every cell may need, made once for the whole table. */
export interface CellContext {
  readonly format: Format;
  readonly workerName: (id: string) => string;
  readonly waitingText: (task: Task) => string | null;
}

export interface Column {
  readonly id: string;
  /** In pixels; one without takes what is left. */
  readonly width?: number;
  readonly phoneWidth?: number;
  /** The orders behind its header, the first at the first press. */
  readonly sorts?: readonly [TaskSort, TaskSort];
  readonly isNumber?: boolean;
  readonly cell: (task: Task, context: CellContext) => ReactNode;
}

const between = (from: string | null, to: string | null): number | null =>
  from && to ? Math.max(0, Date.parse(to) - Date.parse(from)) : null;
const time = (at: string | null): ReactNode => (at ? <Ago time={at} /> : '–');

/**
 * Every column that can be chosen, in the order in which they stand. By others than these times no index has
 * an order.
 */
export const COLUMNS: readonly Column[] = [
  {
    id: 'status',
    width: 100,
    phoneWidth: 98,
    cell: ({ status }) => <StatusBadge status={status} size="sm" />,
  },
  { id: 'about', cell: (task, { waitingText }) => <AboutCell task={task} waitingText={waitingText} /> },
  { id: 'type', width: 170, cell: ({ type }) => <code>{type}</code> },
  { id: 'queue', width: 120, cell: ({ queue }) => <code>{queue}</code> },
  { id: 'tags', width: 150, cell: ({ tags }) => <span title={tags.join(', ')}>{tags.join(', ')}</span> },
  {
    id: 'metadata',
    width: 170,
    cell: ({ metadata }) => <code title={JSON.stringify(metadata)}>{pairsOf(metadata)}</code>,
  },
  { id: 'id', width: 150, cell: ({ id }) => <code title={id}>…{id.slice(-13)}</code> },
  {
    id: 'errorCode',
    width: 150,
    cell: ({ error, status }) => status !== 'COMPLETED' && error && <code>{error.code}</code>,
  },
  {
    id: 'worker',
    width: 150,
    cell: ({ worker }, { workerName }) => worker && <code title={worker}>{workerName(worker)}</code>,
  },
  { id: 'priority', width: 76, isNumber: true, cell: ({ priority }) => priority },
  { id: 'attempts', width: 86, isNumber: true, cell: ({ attempts }) => `${attempts.made}/${attempts.max}` },
  {
    id: 'tokens',
    width: 86,
    isNumber: true,
    cell: ({ usage }, { format }) => usage && format.short(usage.totalTokens),
  },
  {
    id: 'waited',
    width: 90,
    isNumber: true,
    cell: ({ createdAt, runAt, startedAt }, { format }) =>
      format.duration(between(runAt ?? createdAt, startedAt)),
  },
  {
    id: 'took',
    width: 90,
    isNumber: true,
    cell: ({ startedAt, finishedAt }, { format }) => format.duration(between(startedAt, finishedAt)),
  },
  {
    id: 'accepted',
    width: 116,
    phoneWidth: 94,
    sorts: ['-createdAt', 'createdAt'],
    cell: ({ createdAt }) => time(createdAt),
  },
  {
    id: 'ended',
    width: 116,
    sorts: ['-finishedAt', 'finishedAt'],
    cell: ({ finishedAt }) => time(finishedAt),
  },
];
