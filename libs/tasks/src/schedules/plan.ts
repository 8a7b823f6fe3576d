/** The times of a schedule. Pure: clocks are the caller's. */
export interface Plan {
  /**
   * @param planned an earlier time of the plan: a fixed interval counts from it.
   * @returns null where no time follows
   */
  firstAfter(moment: Date, planned: Date): Date | null;
  /** The plan in English. */
  readonly words: string;
}
