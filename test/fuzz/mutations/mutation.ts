import type { KnownValues } from '../known-values.js';
import type { Random } from '../random.js';
import type { Draft } from '../request.js';

/** Makes a request wrong, or odd, in one way; gives it back as it is where the way does not fit it. */
export type Mutation = (draft: Draft, random: Random, known: KnownValues) => Draft;
