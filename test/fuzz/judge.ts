import type { AnswerSchemas } from './answer-schemas.js';
import { isObject } from './json-text.js';
import { isKnownPath, type Operation, operationAt, type Schema } from './operations.js';
import type { Answer, Request } from './request.js';

const PROBLEM = 'application/problem+json';
const PROBLEM_BYTES = 64 * 1024;
const MIB = 1024 * 1024;
/** A page ends at about 4 MiB: the last item may go beyond it. */
const ANSWER_BYTES = 8 * MIB;
const FILE_BYTES = 50 * MIB;
const SAMPLE = 2;
/** Of a path or a method that the document does not have. */
const UNKNOWN_STATUSES = new Set([400, 401, 403, 404, 405, 414]);
/** What a stranger must never read: positions in sources, SQL, names of tables. */
const SECRETS =
  /\bat [^\n]{0,200}[.][cm]?[jt]s:\d+|node_modules|syntax error at or near|violates [a-z-]+ constraint|relation "|invalid byte sequence|QueryFailed/;

/** Holds answers against the document. */
export class Judge {
  constructor(
    private readonly operations: readonly Operation[],
    private readonly schemas: AnswerSchemas,
    /** Of everything that is no operation, which is what other pages say of errors. */
    private readonly problem: Schema,
  ) {}

  /** Everything that is wrong with an answer. */
  faults(request: Request, answer: Answer): string[] {
    const operation = operationAt(this.operations, request.method, request.path);
    return [
      answer.status >= 500 ? `answered ${answer.status}` : null,
      answer.headers['x-request-id'] ? null : 'has no request id',
      operation ? this.undocumented(operation, request, answer) : this.unexpected(request, answer),
      tooLong(answer),
      leak(answer),
    ].filter((one) => one !== null);
  }

  private undocumented({ answers }: Operation, { method }: Request, answer: Answer): string | null {
    const mediaTypes = answers[String(answer.status)];
    if (!mediaTypes) return `status ${answer.status} is not documented`;
    if (method === 'HEAD' || answer.status === 304) return null;
    const mediaType = mediaTypeOf(answer);
    const schema = mediaTypes[mediaType];
    if (schema) return this.ofBody(schema, mediaType, answer);
    if (Object.keys(mediaTypes).length === 0)
      return answer.body.length === 0 ? null : `has a body, and none is documented`;
    return isAnyBytes(mediaTypes) ? null : `media type ${mediaType} is not documented for ${answer.status}`;
  }

  /** A path that the document does not have. Pages and their files are not in it. */
  private unexpected(request: Request, answer: Answer): string | null {
    const { method, path } = request;
    if (answer.status === 404 && isLostReader(request) && mediaTypeOf(answer) === 'text/html') return null;
    if (answer.status < 400 && !isKnownPath(this.operations, path)) return null;
    if (!UNKNOWN_STATUSES.has(answer.status))
      return `status ${answer.status} for what is not in the document`;
    return method === 'HEAD' ? null : this.ofProblem(answer);
  }

  private ofProblem(answer: Answer): string | null {
    const mediaType = mediaTypeOf(answer);
    return mediaType === PROBLEM ? this.ofBody(this.problem, PROBLEM, answer) : `an error as ${mediaType}`;
  }

  private ofBody(schema: Schema, mediaType: string, answer: Answer): string | null {
    if (!mediaType.endsWith('json')) return null;
    const value = parsed(answer.body);
    if (value === undefined) return 'is not JSON';
    const wrong = this.schemas.problem(schema, withShortLists(value));
    return wrong && `is not as documented: ${wrong}`;
  }
}

/** To a browser that follows a link that leads nowhere the dashboard says so. */
function isLostReader({ method, path, headers }: Request): boolean {
  return method === 'GET' && !path.startsWith('/api/') && (headers['accept'] ?? '').includes('text/html');
}

/** Files come with the media type that they have. */
function isAnyBytes(mediaTypes: Readonly<Record<string, Schema>>): boolean {
  return 'application/octet-stream' in mediaTypes;
}

function mediaTypeOf({ headers }: Answer): string {
  return (String(headers['content-type'] ?? '').split(';', 1)[0] ?? '').trim();
}

function tooLong(answer: Answer): string | null {
  const most =
    answer.status >= 400 ? PROBLEM_BYTES : mediaTypeOf(answer).endsWith('json') ? ANSWER_BYTES : FILE_BYTES;
  return answer.body.length > most ? `has ${answer.body.length} bytes` : null;
}

function leak({ status, body }: Answer): string | null {
  const found = status >= 400 ? SECRETS.exec(body.toString())?.[0] : undefined;
  return found === undefined ? null : `shows ${JSON.stringify(found)}`;
}

/**
 * Items of a list are alike: the first and the last ones stand for all, since to look at each takes longer
 * than to answer them.
 */
function withShortLists(value: unknown): unknown {
  if (!isObject(value)) return value;
  const shorten = (one: unknown): unknown =>
    Array.isArray(one) && one.length > 2 * SAMPLE ? [...one.slice(0, SAMPLE), ...one.slice(-SAMPLE)] : one;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shorten(one)]));
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString()) as unknown;
  } catch {
    return undefined;
  }
}
