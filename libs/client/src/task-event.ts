import type { components } from './api.generated.js';

export type Task = components['schemas']['TaskView'];
export type TaskStatus = Task['status'];

/** An event of a task. Ids grow within the task, with gaps. */
export type TaskEvent = { readonly id: number } & (
  | { readonly event: 'status'; readonly data: StatusData }
  | {
      readonly event: 'progress';
      readonly data: { readonly percent: number; readonly message: string | null };
    }
  | { readonly event: 'delta'; readonly data: { readonly text: string } }
  | { readonly event: 'reset'; readonly data: { readonly attempt: number } }
  | { readonly event: 'end'; readonly data: Task }
);

export interface StatusData {
  readonly status: TaskStatus;
  readonly attempt: number;
  readonly at: string;
  readonly error?: Task['error'];
  readonly runAt?: string;
}

/** The text of a task after an event: a `delta` adds to it, a `reset` makes it void. */
export function textAfter(text: string, event: TaskEvent): string {
  if (event.event === 'reset') return '';
  return event.event === 'delta' ? text + event.data.text : text;
}
