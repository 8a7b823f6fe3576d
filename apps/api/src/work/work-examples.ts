/** Bodies for Swagger UI. The tokens are those of nobody: a claim's answer has real ones. */
type Examples = Record<string, { readonly value: object }>;

const ID = '01920000-0000-7000-8000-000000000000';
const token = ID;
const one = (title: string, value: object): { examples: Examples } => ({ examples: { [title]: { value } } });

export const CLAIM = one('what is there now', {
  worker: { name: 'resizer', host: 'box-7', pid: 4711, version: '1.0' },
  types: ['acme.resize'],
  max: 10,
});
export const HEARTBEAT = one('one task', { workerId: ID, leases: [{ id: ID, token }] });
export const PROGRESS = one('half', { token, percent: 50, message: 'half of the picture' });
export const TEXT = one('a word', { token, text: 'Hello ', offset: 0 });
export const LOG = one('a line', {
  token,
  level: 'info',
  message: 'opened the picture',
  data: { width: 800 },
});
export const COMPLETE = one('a result', { token, result: { bytes: 20481 } });
export const FAIL = one('to be tried again', {
  token,
  error: { code: 'broken_image', message: 'The picture could not be read.', retryable: true },
});
export const RELEASE = one('the worker stops', { token });
