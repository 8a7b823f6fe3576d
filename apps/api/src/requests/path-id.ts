import { Param } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { documented } from './documented.js';
import { isUuid } from './uuid.js';

/**
 * Makes a decorator for the id in a path. What is no UUID names nothing: 404, as for any id that is not
 * known.
 * @example const TaskId = pathId("The task's id.", (id) => new TaskNotFound(id));
 */
export function pathId(description: string, notFound: (id: string) => Error): () => ParameterDecorator {
  const transform = (id: string): string => {
    if (!isUuid(id)) throw notFound(id);
    return id.toLowerCase();
  };
  const document = { name: 'id', description, schema: { type: 'string', format: 'uuid' } } as const;
  return () => documented(ApiParam(document), Param('id', { transform }));
}
