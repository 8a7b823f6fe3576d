/** A schema of the document, as it stands there. */
export type Schema = Readonly<Record<string, unknown>>;

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly schema?: Schema;
  readonly example?: unknown;
}

interface MediaType {
  readonly schema?: Schema;
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}

type Content = Readonly<Record<string, MediaType>>;

interface Described {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
  readonly security?: readonly object[];
  readonly 'x-scope'?: string;
}

/** What the fuzzer reads of an OpenAPI document. */
export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** One operation of the document. */
export interface Operation {
  readonly name: string;
  readonly method: string;
  /** As in the document: `/api/v1/tasks/{id}`. */
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly body: {
    readonly mediaType: string;
    readonly schema: Schema;
    readonly examples: readonly unknown[];
  } | null;
  /** Media types and their schemas by status. */
  readonly answers: Readonly<Record<string, Readonly<Record<string, Schema>>>>;
  /** Whether it never ends by itself. */
  readonly isStream: boolean;
  /** Null where no key is needed. */
  readonly scope: string | null;
}

export function operationsOf({ paths }: Document): Operation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => operationOf(path, method.toUpperCase(), described)),
  );
}

function operationOf(
  path: string,
  method: string,
  { operationId, parameters = [], requestBody, ...described }: Described,
): Operation {
  const [body] = Object.entries(requestBody?.content ?? {});
  const answers = Object.fromEntries(
    Object.entries(described.responses).map(([status, { content }]) => [status, schemasOf(content)]),
  );
  return {
    name: operationId,
    method,
    path,
    parameters,
    body: body
      ? {
          mediaType: body[0],
          schema: body[1].schema ?? {},
          examples: Object.values(body[1].examples ?? {}).map(({ value }) => value),
        }
      : null,
    answers,
    isStream: Object.values(answers).some((mediaTypes) => 'text/event-stream' in mediaTypes),
    scope: described.security?.length === 0 ? null : (described['x-scope'] ?? ''),
  };
}

function schemasOf(content: Content = {}): Record<string, Schema> {
  return Object.fromEntries(
    Object.entries(content).map(([mediaType, { schema = {} }]) => [mediaType, schema]),
  );
}

/**
 * The operation that a router finds for a path; null where there is none. Fixed segments win over parameters.
 */
export function operationAt(
  operations: readonly Operation[],
  method: string,
  path: string,
): Operation | null {
  const segments = pathSegments(path);
  const fitting = operations.filter(
    (one) => one.method === (method === 'HEAD' ? 'GET' : method) && fits(one.path, segments),
  );
  return fitting.sort((one, other) => parametersIn(one.path) - parametersIn(other.path))[0] ?? null;
}

/** Whether the document knows the path at all. */
export function isKnownPath(operations: readonly Operation[], path: string): boolean {
  return operations.some((one) => fits(one.path, pathSegments(path)));
}

function pathSegments(path: string): string[] {
  return (path.split(/[?#]/, 1)[0] ?? '').split('/').map(decoded);
}

function fits(template: string, segments: readonly string[]): boolean {
  const parts = template.split('/');
  return (
    parts.length === segments.length &&
    parts.every((part, at) => (part.startsWith('{') ? isParameter(segments, at) : part === segments[at]))
  );
}

/** As the router has it: nothing is a parameter, too, but not at the end. */
function isParameter(segments: readonly string[], at: number): boolean {
  return segments[at] !== '' || at < segments.length - 1;
}

function parametersIn(template: string): number {
  return template.split('{').length;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
