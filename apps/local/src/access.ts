/** Any path that is closed where keys are needed. */
const CLOSED_PATH = '/api/v1/task-types';

/** Whether the API that runs asks for a key: it knows, whatever settings led to it. */
export async function keysAreNeeded(apiUrl: string): Promise<boolean> {
  const answer = await fetch(`${apiUrl}${CLOSED_PATH}`, { headers: { connection: 'close' } });
  await answer.body?.cancel();
  return answer.status === 401;
}
