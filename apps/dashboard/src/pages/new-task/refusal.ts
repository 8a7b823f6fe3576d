import type { ErrorSchema } from '@rjsf/utils';
import type { Problems } from '../../api/problems';
import type { Input } from './schema-validator';

const INPUT = 'input.';

/** What the server says of fields of the input, where the form shows it. */
export function fieldErrors(problems: Problems): ErrorSchema<Input> | undefined {
  const own = problems.filter(({ path }) => path.startsWith(INPUT));
  if (own.length === 0) return undefined;
  const errors: ErrorTree = {};
  for (const { path, message } of own) add(errors, path.slice(INPUT.length).split('.'), message);
  return errors;
}

interface ErrorTree {
  [field: string]: ErrorTree | string[];
}

function add(tree: ErrorTree, path: readonly string[], message: string): void {
  const node = path.reduce<ErrorTree>((parent, step) => (parent[step] ??= {}) as ErrorTree, tree);
  node.__errors = [...((node.__errors as string[] | undefined) ?? []), message];
}
