import { askForKey, keyHeaders } from '../api/key';

/** A refusal of the API, with the text that its problem+json has for people. */
export class RequestRefused extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly problems: readonly { readonly path: string; readonly message: string }[] = [],
  ) {
    super(message);
  }
}

/** @throws RequestRefused */
export async function request<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
  const answer = await fetch(`/api/v1${path}`, {
    method,
    headers: { ...keyHeaders(), ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (answer.status === 401) askForKey();
  if (!answer.ok) throw await refusalOf(answer);
  return (answer.status === 204 ? undefined : await answer.json()) as Answer;
}

async function refusalOf(answer: Response): Promise<RequestRefused> {
  const problem = (await answer.json().catch(() => ({}))) as { title?: string; detail?: string; errors?: RequestRefused['problems'] };
  return new RequestRefused(answer.status, problem.detail ?? problem.title ?? answer.statusText, problem.errors);
}
