import { ApiError, createTaskRunnerClient } from '@app/client';

/** Why a key can't be used: the texts of the dialog have these names. */
export type KeyRefusal = 'wrong' | 'noRead' | 'tooMany' | 'away';

/** What a key is made of; no other character can be sent in a header. */
const SENDABLE = /^[\x21-\x7e]+$/;

const BY_STATUS: Readonly<Record<number, KeyRefusal>> = { 401: 'wrong', 403: 'noRead', 429: 'tooMany' };

/** Asks the server whether it takes a key to read with; null where it does. */
export async function refusalOf(key: string): Promise<KeyRefusal | null> {
  if (!SENDABLE.test(key)) return 'wrong';
  try {
    await createTaskRunnerClient({ baseUrl: window.location.origin, apiKey: key }).GET('/api/v1/task-types');
    return null;
  } catch (error) {
    return (error instanceof ApiError && BY_STATUS[error.status]) || 'away';
  }
}
