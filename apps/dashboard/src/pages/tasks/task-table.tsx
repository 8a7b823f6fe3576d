import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react';
import { memo, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../operation/format';
import { useWorkerName } from '../../operation/worker-name';
import type { TaskAction } from '../../tasks/actions';
import type { Task, TaskSort } from '../../tasks/task-queries';
import { useWaitingText } from '../../tasks/waiting';
import type { CellContext, Column } from './columns';
import { RowActions } from './row-actions';
import type { Selection } from './use-selection';

interface Table {
  readonly tasks: readonly Task[];
  readonly columns: readonly Column[];
  readonly isPhone: boolean;
  readonly selection: Selection;
  readonly sort: TaskSort;
  readonly sortBy: (sort: TaskSort) => void;
  readonly act: (task: Task, action: TaskAction) => void;
}

const CHECKBOX_WIDTH = 34;
const ACTIONS_WIDTH = 96;

/** The tasks, a line each. */
export function TaskTable({ tasks, columns, isPhone, selection, sort, sortBy, act }: Table) {
  const { t } = useTranslation();
  const format = useFormat();
  const [workerName, waitingText] = [useWorkerName(), useWaitingText()];
  const context = useMemo(() => ({ format, workerName, waitingText }), [format, workerName, waitingText]);
  const areAll = tasks.every(({ id }) => selection.ids.has(id));
  return (
    <table className="task-table" aria-label={t('tasks.table')}>
      <colgroup>
        <col style={{ width: CHECKBOX_WIDTH }} />
        {columns.map(({ id, width, phoneWidth }) => (
          <col key={id} style={{ width: isPhone ? phoneWidth : width }} />
        ))}
        {!isPhone && <col style={{ width: ACTIONS_WIDTH }} />}
      </colgroup>
      <thead>
        <tr>
          <th scope="col">
            <input
              type="checkbox"
              aria-label={t('tasks.selectAll')}
              checked={areAll && tasks.length > 0}
              onChange={() => selection.setAll(areAll ? [] : tasks)}
            />
          </th>
          {columns.map((column) => (
            <Head key={column.id} column={column} sort={sort} sortBy={sortBy} />
          ))}
          {!isPhone && <th scope="col" aria-label={t('tasks.actions')} />}
        </tr>
      </thead>
      <tbody>
        {tasks.map((task) => (
          <TaskRow
            key={task.id}
            task={task}
            columns={columns}
            context={context}
            isSelected={selection.ids.has(task.id)}
            toggle={selection.toggle}
            act={isPhone ? null : act}
          />
        ))}
      </tbody>
    </table>
  );
}

function Head({
  column: { id, sorts, isNumber },
  sort,
  sortBy,
}: { readonly column: Column } & Pick<Table, 'sort' | 'sortBy'>) {
  const { t } = useTranslation();
  const text = t(`tasks.column.${id}`);
  if (!sorts)
    return (
      <th scope="col" className={isNumber ? 'number' : undefined}>
        {text}
      </th>
    );
  const [first, second] = sorts;
  const Icon = sort === first ? IconArrowDown : sort === second ? IconArrowUp : IconArrowsSort;
  const order = sort === first ? 'descending' : sort === second ? 'ascending' : undefined;
  return (
    <th scope="col" aria-sort={order}>
      <button type="button" onClick={() => sortBy(sort === first ? second : first)}>
        {text} <Icon size={13} aria-hidden />
      </button>
    </th>
  );
}

interface Row {
  readonly task: Task;
  readonly columns: readonly Column[];
  readonly context: CellContext;
  readonly isSelected: boolean;
  readonly toggle: (id: string) => void;
  /** Null where there is no room. */
  readonly act: Table['act'] | null;
}

/**
 * A list is read again every second while tasks change; lines that are as they were stay. Of plain elements,
 * as on a busy system all lines are new every second, and the library's take several times as long.
 */
const TaskRow = memo(function TaskRow({ task, columns, context, isSelected, toggle, act }: Row) {
  const { t } = useTranslation();
  return (
    <tr aria-selected={isSelected}>
      <td>
        <input
          type="checkbox"
          aria-label={t('tasks.select', { id: task.id.slice(-8) })}
          checked={isSelected}
          onChange={() => toggle(task.id)}
        />
      </td>
      {columns.map(({ id, isNumber, cell }) => (
        <td key={id} className={isNumber ? 'number' : undefined}>
          {cell(task, context)}
        </td>
      ))}
      {act && (
        <td>
          <RowActions task={task} act={act} />
        </td>
      )}
    </tr>
  );
}, isSame);

function isSame({ task: before, ...rest }: Row, { task: after, ...others }: Row): boolean {
  const isUnchanged =
    before.id === after.id && before.updatedAt === after.updatedAt && before.status === after.status;
  const isDrawnAlike =
    rest.columns === others.columns &&
    rest.context === others.context &&
    rest.isSelected === others.isSelected;
  const saysTheSame = JSON.stringify(before.waitingFor) === JSON.stringify(after.waitingFor);
  return (
    isUnchanged &&
    isDrawnAlike &&
    saysTheSame &&
    before.progress.percent === after.progress.percent &&
    rest.act === others.act
  );
}
