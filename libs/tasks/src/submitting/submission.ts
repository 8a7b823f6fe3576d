import type { NewWebhook } from '@app/persistence';

/** What a client asks for; its envelope has been validated, its input not yet. */
export interface Submission {
  readonly type: string;
  readonly input: unknown;
  /** The highest is the most urgent. submission-limits.ts has the limits of all fields. */
  readonly priority?: number;
  readonly runAt?: Date;
  readonly expiresAt?: Date;
  readonly maxAttempts?: number;
  /** Of one attempt, in milliseconds. */
  readonly timeoutMs?: number;
  readonly tags?: readonly string[];
  readonly metadata?: Readonly<Record<string, unknown>>;
  /** Checked by whoever reads it: its host and its secret depend on the configuration. */
  readonly webhook?: NewWebhook;
}
