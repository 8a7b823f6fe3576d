import type { SystemInProcess } from './system-in-process.js';

/** A type for workers over HTTP. */
export const RESIZE = {
  queue: 'images',
  description: 'Resizes a picture.',
  input: {
    type: 'object',
    properties: { width: { type: 'integer', minimum: 1 }, name: { type: 'string', pattern: '^[a-z]+$' } },
    required: ['width'],
    additionalProperties: false,
  },
  result: { type: 'object', properties: { bytes: { type: 'integer' } }, required: ['bytes'] },
  examples: { small: { width: 10 } },
  maxAttempts: 2,
  timeoutMs: 60_000,
  retryDelayMs: 0,
};

export interface Claimed {
  readonly task: {
    readonly id: string;
    readonly status: string;
    readonly attempts: { readonly made: number };
  };
  readonly lease: { readonly token: string; readonly expiresAt: string };
  readonly attempt: number;
  readonly idempotencyKey: string;
}

/** The calls of workers over HTTP, and of those who submit to them. */
export function remoteCalls(system: () => SystemInProcess) {
  const put = (name: string, given: object = {}) =>
    system().call('PUT', `/api/v1/task-types/${name}`, { ...RESIZE, ...given });
  const submit = async (type: string, input: object = { width: 5 }, given: object = {}): Promise<string> => {
    const { status, body } = await system().call('POST', '/api/v1/tasks', { type, input, ...given });
    expect({ status, body }).toMatchObject({ status: 201 });
    return (body as { id: string }).id;
  };
  const claim = async (type: string, given: object = {}) => {
    const { status, body } = await system().call('POST', '/api/v1/work/claims', {
      worker: { name: 'resizer' },
      types: [type],
      max: 1,
      ...given,
    });
    expect({ status, body }).toMatchObject({ status: 200 });
    return body as { workerId: string; leaseSeconds: number; tasks: Claimed[] };
  };
  const claimOne = async (type: string): Promise<Claimed> => {
    const { tasks } = await claim(type, { waitSeconds: 10 });
    return tasks[0] as Claimed;
  };
  const say = ({ task, lease }: Claimed, what: string, body: object = {}) =>
    system().call('POST', `/api/v1/work/${task.id}/${what}`, { token: lease.token, ...body });
  const get = async (id: string): Promise<Record<string, unknown>> =>
    (await system().call('GET', `/api/v1/tasks/${id}`)).body;
  return { put, submit, claim, claimOne, say, get };
}
