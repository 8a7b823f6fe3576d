/** What a submission may say. Validation, messages and the OpenAPI document take their limits from here. */
export const PRIORITY = { least: 1, most: 10, usual: 1 } as const;

/** All attempts, the first included. */
export const ATTEMPTS = { least: 1, most: 100 } as const;

/** Of one attempt, in milliseconds. */
export const TIMEOUT_MS = { least: 100, most: 24 * 60 * 60_000 } as const;

export const MOST_TAGS = 20;
/** In characters. */
export const LONGEST_TAG = 64;
/** Of `metadata` in JSON. */
export const METADATA_BYTES = 16 * 1024;

export const MOST_TASKS_OF_BATCH = 1_000;
