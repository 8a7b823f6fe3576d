import { HIGHEST_EVENT_ID, InputRefused } from '@app/tasks';
import { QueryReader, type RawQuery } from '../requests/query-reader.js';

/**
 * After which event a stream goes on; null for a new one. The header wins: an EventSource that was opened
 * with `?after=` sends the header, with a later id, when it connects again.
 * @throws InputRefused
 */
export function readLastEventId(header: string | undefined, query: RawQuery): number | null {
  const reader = new QueryReader(query, ['after']);
  const after = reader.single('after');
  reader.finish();
  return header ? idFrom(header, 'Last-Event-ID') : after === undefined ? null : idFrom(after, 'after');
}

function idFrom(text: string, path: string): number {
  const id = /^\d{1,16}$/.test(text) ? Number(text) : Infinity;
  if (id > HIGHEST_EVENT_ID) throw new InputRefused([{ path, message: 'must be the id of an event' }]);
  return id;
}
