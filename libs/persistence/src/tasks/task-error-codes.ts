/**
 * Why a task fails, where the product says it; a handler's TaskError may name other codes. Stable: programs
 * decide by them, metrics count by them, and the pages have words for them.
 */
export const TASK_ERROR_CODES = [
  'timeout',
  'expired',
  'invalid_input',
  'provider_rejected',
  'provider_unavailable',
  'rate_limited',
  'worker_lost',
  'result_too_large',
  'internal',
] as const;
export type TaskErrorCode = (typeof TASK_ERROR_CODES)[number];
