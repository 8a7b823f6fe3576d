import type { Type } from '@nestjs/common';
import { inputProblems, InputRefused, instanceOf, isTooDeep } from '@app/tasks';
import { isJsonObject } from '../tasks/json-object.js';

/** A body as an instance of its class. @throws InputRefused */
export function readBody<Body extends object>(type: Type<Body>, body: unknown): Body {
  if (!isJsonObject(body)) throw new InputRefused([{ path: '', message: 'must be a JSON object' }]);
  if (isTooDeep(body)) throw new InputRefused([{ path: '', message: 'is nested too deeply' }]);
  const inherited = Object.keys(body).filter((key) => key in Object.prototype);
  if (inherited.length > 0)
    throw new InputRefused(inherited.map((path) => ({ path, message: 'is not a known field' })));
  const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null));
  const instance = instanceOf(type, given);
  const problems = inputProblems(instance);
  if (problems.length > 0) throw new InputRefused(problems);
  return instance;
}
