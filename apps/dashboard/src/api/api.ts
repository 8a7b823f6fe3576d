import { createTaskRunnerClient } from '@app/client';
import { apiKey, askForKey, keyHeaders } from './key';

/** The API of our own origin, with the key that was entered. */
export const api = createTaskRunnerClient({ baseUrl: window.location.origin, fetch: send });

async function send(request: Request): Promise<Response> {
  const sent = apiKey();
  for (const [name, value] of Object.entries(keyHeaders())) request.headers.set(name, value);
  const answer = await fetch(request);
  if (answer.status === 401) askForKey(sent);
  return answer;
}
