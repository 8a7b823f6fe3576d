import type { components } from '@app/client';

type Schemas = components['schemas'];

const ofAnswers = {
  invalid_input: 'What was sent is not valid.',
  internal: 'The handler or the server failed unexpectedly.',
  invalid_request: 'The request cannot be read.',
  unauthorized: 'A key is needed, or the key is wrong.',
  lease_lost: 'The task has ended, or another worker has it.',
  wrong_offset: 'A piece of the text before is missing.',
  forbidden: 'This key may not do that.',
  not_found: 'It does not exist, or no longer.',
  method_not_allowed: 'This cannot be done here.',
  conflict: 'Its state does not allow this now.',
  body_too_large: 'What was sent is too large.',
  uri_too_long: 'The address is too long.',
  unsupported_media_type: 'The server does not take this kind of content.',
  unprocessable: 'The server cannot do this with what was sent.',
  too_many_requests: 'Too many requests; wait a moment.',
  unavailable: 'The service is not available now.',
  database_unavailable: 'The database does not answer. Try again.',
  file_too_large: 'The file is too large.',
  file_storage_unavailable: 'The storage of files does not answer.',
  upload_aborted: 'The upload was broken off.',
  idempotency_key_reused: 'The key was used for something else.',
  headers_too_large: 'The headers of the request are too large.',
  idempotent_task_gone: 'What was submitted with this key has been deleted since.',
  overloaded: 'The server has too much in hand. Try again in a moment.',
  range_not_satisfiable: 'The file does not have this part.',
  request_timeout: 'The request came too slowly.',
  secrets_unavailable: 'The server cannot encrypt secrets: it has no key for them.',
  too_many_wrong_keys: 'Too many wrong keys came from this address; wait a moment.',
  unsupported_encoding: 'The server does not take this encoding.',
  error: 'The server refused the request.',
} satisfies Readonly<Record<Schemas['Problem']['code'], string>>;

/** What a stable code of an error means: of an answer, or of a task. */
export const codes = {
  ...ofAnswers,
  connection_failed: 'The server does not answer.',
  timeout: 'It ran longer than its time limit.',
  expired: 'It was not started before it expired.',
  provider_rejected: 'The provider refused the request.',
  provider_unavailable: 'The provider does not answer.',
  rate_limited: 'The provider allows no more requests now.',
  worker_lost: 'The worker that ran it was lost.',
  result_too_large: 'The result is too large; large results belong in a file.',
};

/** Why a webhook was not taken. */
export const deliveryCodes = {
  connection: 'The connection could not be made, or it broke.',
  forbidden_address: 'The address may not be called.',
  gone: 'The destination wants no more events.',
  no_secret: 'WEBHOOK_SECRET is no longer set.',
  proxy: 'The proxy of this installation did not connect.',
  redirect: 'The destination redirects; that is not followed.',
  refused: 'The destination refused it.',
  secret_unreadable: 'The stored secret cannot be read with the keys that there are.',
  timeout: 'There was no answer in time.',
  tls: 'The certificate or the TLS handshake is not valid.',
  unknown_host: 'The name of the host could not be resolved.',
} satisfies Readonly<Record<Schemas['WebhookErrorView']['code'], string>>;
