import { SetMetadata } from '@nestjs/common';
import { type Scope, SCOPES } from '@app/config';

export const NEEDED_SCOPE = Symbol('needed scope');
export const IS_OPEN = Symbol('is open');

/** The scope that a call needs; by default `read` to look and `write` to change. */
export const Needs = (scope: Scope): MethodDecorator & ClassDecorator => SetMetadata(NEEDED_SCOPE, scope);

/** A call that needs no key, ever: health checks and the documentation. */
export const Open = (): MethodDecorator & ClassDecorator => SetMetadata(IS_OPEN, true);

/** A scope includes those before it: who may write may read. */
export function includes(held: readonly Scope[], needed: Scope): boolean {
  return held.some((scope) => SCOPES.indexOf(scope) >= SCOPES.indexOf(needed));
}
