import { hostname } from 'node:os';
import { errorDetails, type ToldError } from './error-details.js';

/**
 * The version of the Elastic Common Schema whose names are used; https://www.elastic.co/docs/reference/ecs.
 */
const ECS_VERSION = '8.17';

const NANOSECONDS = 1e6;

/**
 * Where the fields of our log calls stand in ECS. All others go below `runner`, since ECS may take any name
 * at its top.
 */
const PLACES: Readonly<Record<string, readonly string[]>> = {
  taskId: ['task', 'id'],
  type: ['task', 'type'],
  attempt: ['task', 'attempt'],
  queue: ['task', 'queue'],
  requestId: ['http', 'request', 'id'],
  method: ['http', 'request', 'method'],
  statusCode: ['http', 'response', 'status_code'],
  path: ['url', 'path'],
  url: ['url', 'full'],
  key: ['user', 'name'],
  traceId: ['trace', 'id'],
  spanId: ['span', 'id'],
};

type Fields = Record<string, unknown>;

/** What every line says of its process. */
export function ecsBase(process: string): Fields {
  return {
    'ecs.version': ECS_VERSION,
    service: { name: `task-runner-${process}` },
    process: { pid: globalThis.process.pid },
    host: { hostname: hostname() },
  };
}

/** The fields of a log call, with the names of ECS. */
export function ecsFields(fields: Fields): Fields {
  const line: Fields = {};
  for (const [name, value] of Object.entries(fields)) {
    if (name === 'err') line.error = ecsError(value);
    else if (name === 'durationMs')
      place(line, ['event', 'duration'], Math.round(Number(value) * NANOSECONDS));
    else place(line, PLACES[name] ?? ['runner', name], value);
  }
  return line;
}

/**
 * What a line may say of an error. TypeORM hangs the statement and its parameters, prompts among them, on its
 * errors.
 */
export function safeError(error: unknown): SafeError {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code, driverError } = error as { code?: unknown; driverError?: { code?: unknown } };
  const { name, message, stack, causes } = errorDetails(error);
  return {
    type: name,
    message,
    code: code ?? driverError?.code,
    stack: [stack ?? name, ...causes.map(causeLine)].join('\n'),
  };
}

interface SafeError {
  readonly type: string;
  readonly message?: string;
  readonly code?: unknown;
  readonly stack?: string;
}

/** As Java writes it, and the tools around ECS read it. */
function causeLine({ name, message, stack }: ToldError): string {
  return `Caused by: ${stack ?? `${name}: ${message}`}`;
}

function ecsError(error: unknown): Fields {
  const { stack, code, ...rest } = safeError(error);
  const known = typeof code === 'string' || typeof code === 'number';
  return { ...rest, ...(known && { code: String(code) }), stack_trace: stack };
}

function place(line: Fields, [outer, ...inner]: readonly string[], value: unknown): void {
  if (inner.length === 0) line[outer as string] = value;
  else place((line[outer as string] ??= {}) as Fields, inner, value);
}
