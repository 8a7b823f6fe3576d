/**
 * Every code of an error answer. Stable: programs decide by it, and the pages say it in the reader's
 * language, for which they need words.
 */
export const PROBLEM_CODES = [
  'body_too_large',
  'conflict',
  'database_unavailable',
  'error',
  'file_storage_unavailable',
  'file_too_large',
  'forbidden',
  'headers_too_large',
  'idempotency_key_reused',
  'idempotent_task_gone',
  'internal',
  'invalid_input',
  'invalid_request',
  'lease_lost',
  'method_not_allowed',
  'not_found',
  'overloaded',
  'range_not_satisfiable',
  'request_timeout',
  'secrets_unavailable',
  'too_many_requests',
  'too_many_wrong_keys',
  'unauthorized',
  'unavailable',
  'unprocessable',
  'unsupported_encoding',
  'unsupported_media_type',
  'upload_aborted',
  'uri_too_long',
  'wrong_offset',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];
