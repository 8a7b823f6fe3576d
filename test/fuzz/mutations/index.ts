import { BODY_MUTATIONS } from './body.js';
import { FORM_MUTATIONS } from './form.js';
import { HEADER_MUTATIONS } from './headers.js';
import type { Mutation } from './mutation.js';
import { PATH_MUTATIONS } from './path.js';
import { QUERY_MUTATIONS } from './query.js';
import type { KnownValues } from '../known-values.js';
import type { Random } from '../random.js';
import type { Draft } from '../request.js';

/** One or two mutations, of what the request has. */
export function mutated(draft: Draft, random: Random, known: KnownValues): Draft {
  let result = draft;
  for (let times = random.chance(0.3) ? 2 : 1; times > 0; times -= 1) {
    result = random.pick(random.pick(groupsFor(draft)))(result, random, known);
  }
  return result;
}

function groupsFor({ operation: { body, parameters } }: Draft): (readonly Mutation[])[] {
  const groups: (readonly Mutation[])[] = [PATH_MUTATIONS, HEADER_MUTATIONS];
  if (body?.mediaType.startsWith('multipart/')) groups.push(FORM_MUTATIONS, FORM_MUTATIONS, FORM_MUTATIONS);
  else if (body) groups.push(...Array.from({ length: 6 }, () => BODY_MUTATIONS));
  if (parameters.some((one) => one.in === 'query'))
    groups.push(...Array.from({ length: 4 }, () => QUERY_MUTATIONS));
  else groups.push(QUERY_MUTATIONS);
  return groups;
}
