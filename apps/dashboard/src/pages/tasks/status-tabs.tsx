import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useFormat } from '../../operation/format';
import { type StatusCount, STATUSES, type TaskFilter, useTaskCounts } from '../../tasks/task-queries';
import { changed } from './task-filters';

/** All tasks, or those of one status, each with how many match. */
export function StatusTabs({ filter }: { readonly filter: TaskFilter }) {
  const { t } = useTranslation();
  const [parameters] = useSearchParams();
  const { data: counts = [] } = useTaskCounts(filter);
  const [only, ...others] = filter.status ?? [];
  const current = others.length > 0 ? undefined : only;
  const to = (status: string | null): string => `/tasks?${changed(parameters, { status }).toString()}`;
  return (
    <nav className="status-tabs" aria-label={t('tasks.byStatus')}>
      <Tab text={t('tasks.all')} to={to(null)} isCurrent={!filter.status} counts={counts} />
      {STATUSES.map((status) => (
        <Tab
          key={status}
          text={t(`tasks.status.${status}`)}
          to={to(status)}
          isCurrent={current === status}
          counts={counts.filter((one) => one.status === status)}
        />
      ))}
    </nav>
  );
}

interface TabProps {
  readonly text: string;
  readonly to: string;
  readonly isCurrent: boolean;
  readonly counts: readonly StatusCount[];
}

/** More are counted up to a limit only, and would be too wide for a phone. */
const EXACT = 10_000;

function Tab({ text, to, isCurrent, counts }: TabProps) {
  const { count, short } = useFormat();
  const isKnown = counts.length > 0 && counts.every((one) => one.count !== null);
  const sum = counts.reduce((total, one) => total + (one.count ?? 0), 0);
  return (
    <Link to={to} replace className="status-tab" aria-current={isCurrent ? 'page' : undefined}>
      {text}
      {isKnown && (
        <span className="status-tab-count">
          {sum < EXACT ? count(sum) : short(sum)}
          {counts.some(({ more }) => more) && '+'}
        </span>
      )}
    </Link>
  );
}
