import type { Type } from '@nestjs/common';
import { type Configuration, ConfigurationError } from '@app/config';
import { checkTaskTypes, compileUserFiles, loadTaskTypes } from '@app/loading';
import { PRODUCT_TYPES } from './product-types.js';

/**
 * The task types that TASK_TYPES names, loaded and looked through.
 * @throws ConfigurationError that says of each problem where it is and what to do
 */
export async function loadOwnTypes({ taskTypes }: Configuration): Promise<readonly Type[]> {
  if (taskTypes.length === 0) return [];
  compileUserFiles();
  const { handlers, problems } = await loadTaskTypes(taskTypes);
  const all = problems.length > 0 ? problems : await checkTaskTypes([...PRODUCT_TYPES, ...handlers]);
  if (all.length > 0) throw new ConfigurationError(all.map((problem) => `TASK_TYPES: ${problem}`));
  return handlers;
}
