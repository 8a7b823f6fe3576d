/** The typed client, also for browsers: `async-ai-task-runner/client`. */
export * from '@app/client';
export { createTaskRunnerClient as createClient } from '@app/client';
