/**
 * What a provider's error says for machines: a status of HTTP, where it names one or a word for one, and the
 * word itself.
 */
export interface ErrorKind {
  readonly status: number | undefined;
  /** Such as `invalid_api_key` or `502`; never a sentence, which may repeat the prompt or the key. */
  readonly reason: string | undefined;
}

/**
 * First match counts. Words of OpenAI, Anthropic, vLLM, OpenRouter, Groq, Gemini (gRPC), in lower case
 * without `_` and `-`.
 */
const STATUS_OF_WORD: readonly (readonly [RegExp, number])[] = [
  [/ratelimit|toomanyrequests|quota|resourceexhausted|throttl/, 429],
  [/authentication|unauthenticated|unauthorized|invalidapikey|incorrectapikey/, 401],
  [/insufficientbalance|insufficientcredit|billing|paymentrequired/, 402],
  [/permission|forbidden|accessdenied/, 403],
  [/requesttoolarge|payloadtoolarge/, 413],
  [/notfound|doesnotexist/, 404],
  [
    /overloaded|unavailable|servererror|internal|timeout|timedout|apierror|connection|upstream|engine|aborted/,
    503,
  ],
  [
    /invalid|badrequest|context|unsupported|contentfilter|contentpolicy|moderation|validation|unprocessable/,
    400,
  ],
];

/** @param frame an error, or an object that holds one as `error` */
export function errorKindOf(frame: unknown): ErrorKind {
  const words = wordsIn(frame);
  const status = statusNamed(words);
  if (status !== undefined) return { status, reason: words.find(isSlug) ?? String(status) };
  for (const word of words.filter(isSlug)) {
    const found = STATUS_OF_WORD.find(([pattern]) =>
      pattern.test(word.toLowerCase().replaceAll(/[_-]/g, '')),
    );
    if (found) return { status: found[1], reason: word };
  }
  return { status: undefined, reason: words.find(isSlug) };
}

/** The most telling first: a code says more than a type. */
function wordsIn(frame: unknown): string[] {
  const outer = asRecord(Array.isArray(frame) ? frame[0] : frame);
  const inner = asRecord(outer['error']);
  const base = asRecord(outer['base_resp']);
  const alone = [frame, outer['error']].filter((value) => typeof value === 'string');
  return [inner, outer]
    .flatMap((error) => [
      error['code'],
      error['status_code'],
      error['status'],
      asRecord(error['metadata'])['error_type'],
      error['type'],
      error['error_type'],
    ])
    .concat(MINIMAX_STATUS[String(base['status_code'])], alone)
    .filter((value) => typeof value === 'string' || typeof value === 'number')
    .map(String);
}

function statusNamed(words: readonly string[]): number | undefined {
  return words.map(Number).find((status) => Number.isInteger(status) && status >= 400 && status <= 599);
}

function isSlug(word: string): boolean {
  return /^[A-Za-z][\w.-]{0,63}$/.test(word);
}

/** MiniMax answers 200 with `base_resp`. */
const MINIMAX_STATUS: Readonly<Record<string, number>> = {
  1002: 429,
  1004: 401,
  1008: 402,
  1013: 500,
  1027: 400,
  1039: 429,
  2013: 400,
  2049: 401,
};

export function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
