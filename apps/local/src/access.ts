import { Deadline } from '@app/deadline';

/** Any path that is closed where keys are needed. */
const CLOSED_PATH = '/api/v1/task-types';
const ANSWER_LIMIT_MS = 5_000;

/** Whether the API that runs asks for a key: it knows, whatever settings led to it. */
export async function keysAreNeeded(apiUrl: string): Promise<boolean> {
  const limit = new Deadline(ANSWER_LIMIT_MS);
  try {
    const headers = { connection: 'close' };
    const answer = await fetch(`${apiUrl}${CLOSED_PATH}`, { headers, signal: limit.signal });
    await answer.body?.cancel();
    return answer.status === 401;
  } finally {
    limit.stop();
  }
}
