import type { Task } from '@app/persistence';

/** An event as a reader gets it. */
export type StreamEvent =
  | {
      readonly id: number;
      readonly event: 'status' | 'progress' | 'delta' | 'reset';
      /** JSON. */ readonly data: string;
    }
  | { readonly id: number; readonly event: 'end'; readonly task: Task };

/** Where a stream writes to: one connection of a client. */
export interface EventSink {
  /**
   * Whether the client has taken most of what it was sent. Nothing is read for one that has not, and so
   * nothing kept.
   */
  readonly isReady: boolean;
  send(event: StreamEvent): void;
  close(): void;
}

/** An open stream, as its connection sees it. */
export interface OpenStream {
  /** The sink is ready again. */
  goOn(): void;
  /** The client went away. */
  leave(): void;
}
