import { IntegerParameter, ParsedParameter } from './parameters.js';

const USUAL_LIMIT = 50;
const MOST_ON_A_PAGE = 200;

/** How many a page of a list may hold. */
export function LimitParameter(): PropertyDecorator {
  return IntegerParameter({ minimum: 1, maximum: MOST_ON_A_PAGE, default: USUAL_LIMIT });
}

interface CursorOptions<Before> {
  /** Undefined for a text that is no cursor of ours. */
  readonly parse: (text: string, before: Before) => unknown;
  readonly message?: string;
}

/** Where the page before ended; null for the first page. */
export function CursorParameter<Before extends object>({
  parse,
  message = 'must be the nextCursor of an earlier answer',
}: CursorOptions<Before>): PropertyDecorator {
  return ParsedParameter({
    schema: { type: 'string', description: 'The nextCursor of the page before.' },
    default: null,
    message,
    parse: (text, before) => parse(text, before as Before),
  });
}
