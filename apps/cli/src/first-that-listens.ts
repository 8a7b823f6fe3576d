import { ConnectionError, createTaskRunnerClient, type TaskRunnerClient } from '@app/client';
import { type Connection, UsageError } from './command-line.js';

/**
 * Asks the first server that listens. Only a refused connection is tried elsewhere: after any other loss a
 * task may have been accepted, and would come twice.
 */
export async function atFirstThatListens<Result>(
  { urls, key }: Connection,
  act: (client: TaskRunnerClient) => Promise<Result>,
): Promise<Result> {
  for (const [index, baseUrl] of urls.entries()) {
    try {
      return await act(createTaskRunnerClient({ baseUrl, apiKey: key }));
    } catch (error) {
      if (
        index === urls.length - 1 ||
        !(error instanceof ConnectionError) ||
        !error.message.includes('ECONNREFUSED')
      )
        throw error;
    }
  }
  throw new UsageError('--url names no address.');
}
