import type { OpenAPI3 } from 'openapi-typescript';

/**
 * One click on "Execute" in Swagger UI, on one example, where nothing was filled in but the ids in the path.
 */
export interface Trial {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly takesFile: boolean;
  /** The documented answers that are no errors. */
  readonly success: readonly number[];
}

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly example?: unknown;
  readonly schema?: { readonly example?: unknown; readonly default?: unknown };
}
interface Content {
  readonly schema?: { readonly $ref?: string };
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}
interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Content>> };
  readonly responses: Readonly<Record<string, unknown>>;
}

/** In the order of the document. */
export function trialsOf(document: OpenAPI3): Trial[] {
  return Object.entries(document.paths as Record<string, Record<string, Operation>>).flatMap(
    ([path, methods]) =>
      Object.entries(methods).flatMap(([method, operation]) =>
        trialsOfOperation(document, method.toUpperCase(), path, operation),
      ),
  );
}

function trialsOfOperation(document: OpenAPI3, method: string, path: string, operation: Operation): Trial[] {
  const parameters = operation.parameters ?? [];
  const [[mediaType, content]] = [
    ...Object.entries(operation.requestBody?.content ?? {}),
    ['', undefined] as const,
  ] as const;
  const common = {
    method,
    path: path.replaceAll(/\{(\w+)\}/g, (asked, name) => filledIn(parameters, 'path')[name] ?? asked),
    query: filledIn(parameters, 'query'),
    headers: {
      ...filledIn(parameters, 'header'),
      ...(mediaType === 'application/json' && { 'content-type': mediaType }),
    },
    takesFile: mediaType === 'multipart/form-data',
    success: Object.keys(operation.responses)
      .map(Number)
      .filter((status) => status < 400),
  };
  return bodiesOf(document, content).map(([title, body]) => ({
    ...common,
    name: `${method} ${path}${title && `, ${title}`}`,
    body,
  }));
}

/** What Swagger UI fills in by itself. */
function filledIn(parameters: readonly Parameter[], place: Parameter['in']): Record<string, string> {
  const values = parameters
    .filter((parameter) => parameter.in === place)
    .map(({ name, example, schema }) => [name, example ?? schema?.example ?? schema?.default] as const);
  return Object.fromEntries(
    values.filter(([, value]) => value !== undefined).map(([name, value]) => [name, String(value)]),
  );
}

function bodiesOf(document: OpenAPI3, content: Content | undefined): (readonly [string, unknown])[] {
  if (!content) return [['', undefined]];
  if (content.examples) return Object.entries(content.examples).map(([title, { value }]) => [title, value]);
  const schema = document.components?.schemas?.[content.schema?.$ref?.split('/').at(-1) ?? ''] as {
    properties?: Record<string, object>;
  };
  const values = Object.entries(schema?.properties ?? {}).map(([name, property]) => [
    name,
    (property as { example?: unknown }).example,
  ]);
  return [['', Object.fromEntries(values)]];
}
