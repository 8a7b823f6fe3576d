/** What a job of BullMQ carries; everything else is in the task's row. */
export interface TaskJob {
  readonly id: string;
}

/** A job id names one delivery: an id that the broker has seen before would be silently dropped. */
export function jobIdOf(delivered: { readonly id: string; readonly delivery: number }): string {
  return `${delivered.id}.${delivered.delivery}`;
}

export function deliveredBy(jobId: string): { id: string; delivery: number } {
  const dot = jobId.lastIndexOf('.');
  return { id: jobId.slice(0, dot), delivery: Number(jobId.slice(dot + 1)) };
}
