import { CursorParameter, LimitParameter } from '../requests/pages.js';
import { SCHEDULE_NAME } from './schedule.body.js';

/** Which page of the schedules. */
export class ScheduleListQuery {
  @LimitParameter()
  readonly limit!: number;

  /** The name of the last one of the page before; null for the first page. */
  @CursorParameter({ parse: nameIn })
  readonly cursor!: string | null;
}

/** The place after a schedule as an opaque text for URLs. */
export function scheduleCursor({ name }: { readonly name: string }): string {
  return Buffer.from(name).toString('base64url');
}

function nameIn(cursor: string): string | undefined {
  const name = Buffer.from(cursor, 'base64url').toString();
  return SCHEDULE_NAME.test(name) && scheduleCursor({ name }) === cursor ? name : undefined;
}
