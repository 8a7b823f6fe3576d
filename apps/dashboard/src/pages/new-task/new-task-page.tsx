import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { PageFrame } from '../../operation/page-frame';
import { type Task, type TaskType, useTask, useTaskTypes } from '../../tasks/task-queries';
import { NewTaskForm } from './new-task-form';
import { draftFrom, draftOf, type SubmissionDraft } from './submission-draft';

/** `?type=` chooses a type, `?from=` takes over what an earlier task was submitted with. */
export function NewTaskPage() {
  const { t } = useTranslation();
  const [address] = useSearchParams();
  const types = useTaskTypes();
  const from = address.get('from');
  return (
    <PageFrame title={t('nav.newTask')} subtitle={t('newTask.subtitle')} query={types}>
      {(known) =>
        from ? (
          <Duplicate id={from} types={known} />
        ) : (
          <NewTaskForm types={known} start={startOf(known, address.get('type'))} />
        )
      }
    </PageFrame>
  );
}

function Duplicate({ id, types }: { readonly id: string; readonly types: readonly TaskType[] }) {
  const { data: task, isPending } = useTask(id);
  if (isPending) return null;
  return (
    <NewTaskForm
      key={id}
      types={types}
      start={task && isKnown(types, task) ? draftFrom(task) : startOf(types, null)}
    />
  );
}

function isKnown(types: readonly TaskType[], { type }: Task): boolean {
  return types.some(({ name }) => name === type);
}

function startOf(types: readonly TaskType[], wanted: string | null): SubmissionDraft {
  return draftOf((types.find(({ name }) => name === wanted) ?? types[0]) as TaskType);
}
