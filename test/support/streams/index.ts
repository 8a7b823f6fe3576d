import { type Answer, piece } from '../openai-server.js';
import { ENDS_AND_FIELDS } from './ends-and-fields.js';
import { FAILURES } from './failures.js';
import { FRAMINGS } from './framings.js';
import { DONE, raw, STOP, type StreamCase, USED } from './stream-case.js';

export const ALL_CASES: readonly StreamCase[] = [...ENDS_AND_FIELDS, ...FRAMINGS, ...FAILURES];

/** Where a server falls silent when it has said all that counts. */
const isSilent = ({ name }: StreamCase): boolean =>
  /no `\[DONE\]`, and the connection stays open|body never ends/.test(name);

export const SILENT_CASES = ALL_CASES.filter(isSilent);
export const STREAM_CASES = ALL_CASES.filter((one) => !isSilent(one));

/** A 307 on the same server is followed, with the prompt. */
export const FOLLOWED: readonly Answer[] = [
  { status: 307, raw: [], headers: { location: '/v2/chat/completions' } },
  raw(piece('Hello'), STOP, USED, DONE),
];
