import { InputRefused, below } from '@app/handlers';
import { tooWide } from '../input/widest-object.js';

/**
 * An input as any type takes it.
 * @throws InputRefused where it is no object, or one of its objects has too many fields
 */
export function plainInput(input: unknown): object {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    throw new InputRefused([{ path: 'input', message: 'must be an object' }]);
  const wide = tooWide(input);
  if (wide) throw new InputRefused(below(['input'], [wide]));
  return input;
}
