import { applyDecorators, Query, type Type } from '@nestjs/common';
import { ApiQuery } from '@nestjs/swagger';
import { afterPath } from './after-path.js';
import { documented } from './documented.js';
import { fieldsOf, type Parameter, parametersOf } from './query-parameters.js';
import { QueryReader, type RawQuery } from './query-reader.js';

/**
 * The query of a request as an instance of its class. What the decorators of its fields say is checked, and
 * stands in the OpenAPI document.
 * @example listTasks(@QueryOf(TaskListQuery) query: TaskListQuery)
 */
export function QueryOf(type: Type<object>): ParameterDecorator {
  const pipe = afterPath((query: RawQuery) => readQuery(type, query));
  return documented(describeQuery(type), Query(pipe));
}

/** The parameters of a class in the OpenAPI document. */
export function describeQuery(type: Type<object>): MethodDecorator {
  return applyDecorators(...parametersOf(type).map(inDocument));
}

/** @throws InputRefused with every parameter that is wrong */
export function readQuery<Read extends object>(type: Type<Read>, query: RawQuery): Read {
  const reader = readerFor(type, query);
  const read = readParameters(type, reader);
  reader.finish();
  return read;
}

/** Refuses what the class does not know. */
export function readerFor(type: Type<object>, query: RawQuery): QueryReader {
  return new QueryReader(
    query,
    parametersOf(type).map(([field, { name = field }]) => name),
  );
}

/** What is wrong is gathered in the reader. */
export function readParameters<Read extends object>(type: Type<Read>, reader: QueryReader): Read {
  const read = new type() as Record<string, unknown>;
  for (const [field, found] of fieldsOf(type))
    read[field] =
      typeof found === 'function' ? readParameters(found, reader) : found.read(reader, field, read);
  return read as Read;
}

function inDocument([
  name,
  {
    schema: { description, ...schema },
  },
]: readonly [string, Parameter]): MethodDecorator {
  const style = STYLES[schema.type];
  return ApiQuery({ name, required: false, description, schema: schema as never, ...style });
}

/** How sets and objects are written in a URL. */
const STYLES: Readonly<Record<string, { readonly style: 'form' | 'deepObject'; readonly explode: true }>> = {
  array: { style: 'form', explode: true },
  object: { style: 'deepObject', explode: true },
};
