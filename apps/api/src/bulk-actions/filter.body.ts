import { JSONSchema } from 'class-validator-jsonschema';
import { KeyedParameter } from '../requests/parameters.js';
import { type FieldReader, isJsonObject, type JsonObject } from '@app/bodies';
import { readerFor, readParameters } from '../requests/query-of.js';
import type { RawQuery } from '../requests/query-reader.js';
import { TaskFilterQuery } from '../tasks/task-filter.query.js';

/** The filters of GET /tasks, in JSON. It is not closed, since `"metadata.KEY"` is a field, too. */
@JSONSchema((schema) => ({ ...schema, additionalProperties: undefined }))
export class FilterBody extends TaskFilterQuery {
  @KeyedParameter('metadata', {
    description:
      'Has these values at these keys of its metadata; `"metadata.customer": ["42", "43"]` says any of them.',
  })
  override readonly metadata: Record<string, string[]> = {};
}

/** Reads a filter in JSON as the query of GET /tasks is read. */
export const readFilter: FieldReader = (filter) => {
  if (!isJsonObject(filter)) {
    const message = 'must be an object with the filters of GET /tasks';
    return { value: filter, problems: [{ path: [], message }] };
  }
  const given = parametersIn(filter);
  const mistyped = new Set(given.filter(([, value]) => !isTexts(value)).map(([name]) => name));
  const texts = Object.fromEntries(given.filter(([name]) => !mistyped.has(name))) as RawQuery;
  const reader = readerFor(FilterBody, texts);
  for (const name of mistyped) reader.refuse(name, 'must be a string or a list of strings');
  return { value: readParameters(FilterBody, reader), problems: reader.problems() };
};

/** As a query names them; null means that a field is not there. */
function parametersIn(filter: JsonObject): (readonly [string, unknown])[] {
  return Object.entries(filter)
    .flatMap(([name, value]) =>
      name === 'metadata' && isJsonObject(value) ? keysOfMetadata(value) : [[name, value] as const],
    )
    .filter(([, value]) => value != null);
}

function keysOfMetadata(metadata: JsonObject): (readonly [string, unknown])[] {
  return Object.entries(metadata).map(([key, value]) => [`metadata.${key}`, value] as const);
}

function isTexts(value: unknown): boolean {
  return typeof value === 'string' || (Array.isArray(value) && value.every((one) => typeof one === 'string'));
}
