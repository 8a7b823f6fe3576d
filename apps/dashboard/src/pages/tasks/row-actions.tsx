import { IconCopyPlus, IconPlayerPlay, IconPlayerStop, IconRefresh, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { allows, ROW_ACTIONS, type TaskAction } from '../../tasks/actions';
import type { Task } from '../../tasks/task-queries';

const ICONS = {
  cancel: IconPlayerStop,
  retry: IconRefresh,
  runNow: IconPlayerPlay,
  delete: IconTrash,
} as const;

interface Actions {
  readonly task: Task;
  readonly act: (task: Task, action: TaskAction) => void;
}

/** What can be done with one task, of plain elements: a list has hundreds of them. */
export function RowActions({ task, act }: Actions) {
  const { t } = useTranslation();
  const again = t('task.again');
  return (
    <div className="row-actions">
      {ROW_ACTIONS.filter((action) => allows(action, task)).map((action) => {
        const Icon = ICONS[action];
        const text = t(`task.${action}`);
        return (
          <button key={action} type="button" title={text} aria-label={text} onClick={() => act(task, action)}>
            <Icon size={15} aria-hidden />
          </button>
        );
      })}
      <Link to={`/new?from=${task.id}`} title={again} aria-label={again}>
        <IconCopyPlus size={15} aria-hidden />
      </Link>
    </div>
  );
}
