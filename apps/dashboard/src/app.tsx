import { lazy } from 'react';
import { Route, Routes } from 'react-router';
import { Layout } from './layout/layout';
import { NotFoundPage } from './layout/not-found-page';

// A page is loaded when it is first looked at: the list of tasks needs neither charts nor forms.
const OverviewPage = lazy(async () => ({
  default: (await import('./pages/overview/overview-page')).OverviewPage,
}));
const QueuesPage = lazy(async () => ({ default: (await import('./pages/queues/queues-page')).QueuesPage }));
const SchedulesPage = lazy(async () => ({
  default: (await import('./pages/schedules/schedules-page')).SchedulesPage,
}));
const NewTaskPage = lazy(async () => ({
  default: (await import('./pages/new-task/new-task-page')).NewTaskPage,
}));
const TaskPage = lazy(async () => ({ default: (await import('./pages/task/task-page')).TaskPage }));
const TasksPage = lazy(async () => ({ default: (await import('./pages/tasks/tasks-page')).TasksPage }));
const WorkersPage = lazy(async () => ({
  default: (await import('./pages/workers/workers-page')).WorkersPage,
}));

/**
 * Every address of the dashboard. The API serves the same list:
 * apps/api/src/dashboard/dashboard.controller.ts.
 */
export function App() {
  return (
    <Routes>
      <Route element={<Layout />}>
        <Route index element={<OverviewPage />} />
        <Route path="tasks" element={<TasksPage />} />
        <Route path="tasks/:id" element={<TaskPage />} />
        <Route path="new" element={<NewTaskPage />} />
        <Route path="queues" element={<QueuesPage />} />
        <Route path="workers" element={<WorkersPage />} />
        <Route path="schedules" element={<SchedulesPage />} />
        <Route path="*" element={<NotFoundPage />} />
      </Route>
    </Routes>
  );
}
