import type { OpenAPIObject } from '@nestjs/swagger';
import type { Scope } from '@app/config';
import type { KnownRoutes } from '../http/known-routes.js';
import { errorResponse, type ErrorStatus } from './error-answers.js';

interface DescribedOperation {
  responses: Record<string, object>;
  requestBody?: object;
  security?: object[];
  'x-scope'?: Scope;
}

/**
 * What holds for an operation by its route, whatever its controller says: who may call it, and what is
 * answered before it is reached.
 */
export function describeRoutes({ paths }: OpenAPIObject, routes: KnownRoutes): void {
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(methods) as [string, DescribedOperation][]) {
      const scope = routes.scopeOf(method.toUpperCase(), path.replace(/\{([^{}]+)\}/g, ':$1'));
      setAccess(operation, scope);
      for (const status of statusesBefore(operation, path, scope))
        operation.responses[status] ??= errorResponse(status, path);
    }
  }
}

function setAccess(operation: DescribedOperation, scope: Scope | null): void {
  if (scope === null) operation.security = [];
  else operation['x-scope'] = scope;
}

/** A foreign page is refused everywhere while no key is needed. */
function statusesBefore(
  { requestBody }: DescribedOperation,
  path: string,
  scope: Scope | null,
): ErrorStatus[] {
  const ofPath = path.includes('{') ? ([400, 414] as const) : [];
  const ofBody = !requestBody ? [] : ([400, 408, 413, 415] as const);
  return [403, ...(scope === null ? [] : ([401, 429] as const)), ...ofPath, ...ofBody];
}
