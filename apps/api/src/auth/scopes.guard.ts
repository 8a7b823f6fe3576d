import { type CanActivate, type ExecutionContext, ForbiddenException, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { type ApiKey, type Scope, SCOPES } from '@app/config';
import type { FastifyRequest } from 'fastify';

const SCOPE = Symbol('scope');

/** The scope that an operation needs, where it is not `read` for GET and `write` for the rest. */
export const Scopes = (scope: Scope): MethodDecorator & ClassDecorator => SetMetadata(SCOPE, scope);

/** Refuses a caller whose key may not do this. A higher scope includes the lower ones. */
@Injectable()
export class ScopesGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const { apiKey, isScoped, method } = context.switchToHttp().getRequest<FastifyRequest>();
    const declared = this.reflector.getAllAndOverride<Scope | undefined>(SCOPE, [context.getHandler(), context.getClass()]);
    const needed = declared ?? scopeOf(method);
    if (!isScoped || (apiKey && allows(apiKey, needed))) return true;
    throw new ForbiddenException(`The key lacks the scope "${needed}".`);
  }
}

export function allows({ scopes }: ApiKey, needed: Scope): boolean {
  return scopes.some((scope) => SCOPES.indexOf(scope) >= SCOPES.indexOf(needed));
}

function scopeOf(method: string): Scope {
  return method === 'GET' || method === 'HEAD' ? 'read' : 'write';
}
