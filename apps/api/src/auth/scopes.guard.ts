import {
  applyDecorators,
  type CanActivate,
  type ExecutionContext,
  ForbiddenException,
  Injectable,
  SetMetadata,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { RouteConfig } from '@nestjs/platform-fastify';
import { type ApiKey, INCLUDED_SCOPES, type Scope } from '@app/config';
import type { FastifyRequest } from 'fastify';

const SCOPE = Symbol('scope');

/** The scope that an operation needs, where it is not `read` for GET and `write` for the rest. */
export const Scopes = (scope: Scope): MethodDecorator =>
  applyDecorators(SetMetadata(SCOPE, scope), RouteConfig({ scope }));

/** Refuses a caller whose key may not do this. */
@Injectable()
export class ScopesGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    refuseUnscoped(
      request,
      this.reflector.getAllAndOverride<Scope | undefined>(SCOPE, [context.getHandler(), context.getClass()]),
    );
    return true;
  }
}

/** The same, before a body is read. @throws ForbiddenException */
export function refuseByRoute(request: FastifyRequest): void {
  refuseUnscoped(request, declaredScope(request.routeOptions.config));
}

/** The scope that a route needs of a key. @param config of the route, where `Scopes` has written */
export function neededScope(config: unknown, method: string): Scope {
  return declaredScope(config) ?? scopeOf(method);
}

function declaredScope(config: unknown): Scope | undefined {
  return (config as { scope?: Scope } | undefined)?.scope;
}

function refuseUnscoped({ apiKey, isScoped, method }: FastifyRequest, declared: Scope | undefined): void {
  const needed = declared ?? scopeOf(method);
  if (!isScoped || (apiKey && allows(apiKey, needed))) return;
  throw new ForbiddenException(`The key lacks the scope "${needed}".`);
}

export function allows({ scopes }: ApiKey, needed: Scope): boolean {
  return scopes.some((scope) => INCLUDED_SCOPES[scope].includes(needed));
}

function scopeOf(method: string): Scope {
  return method === 'GET' || method === 'HEAD' ? 'read' : 'write';
}
