import { Navigate, Route, Routes } from 'react-router';
import { Layout } from './layout/layout';
import { OverviewPage } from './pages/overview/overview-page';
import { QueuesPage } from './pages/queues/queues-page';
import { SchedulesPage } from './pages/schedules/schedules-page';
import { NewTaskPage } from './pages/new-task/new-task-page';
import { TaskPage } from './pages/task/task-page';
import { TasksPage } from './pages/tasks/tasks-page';
import { WorkersPage } from './pages/workers/workers-page';

/** Every address of the dashboard. The API serves the same list: apps/api/src/dashboard/dashboard.controller.ts. */
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
        <Route path="*" element={<Navigate to="/" replace />} />
      </Route>
    </Routes>
  );
}
