import { gzipSync } from 'node:zlib';
import { type Answer, events, piece } from '../../../../test/support/openai-server.js';

/** What a server sends, and what must become of it. */
export interface StreamCase {
  readonly kind: string;
  readonly name: string;
  readonly answers: readonly Answer[];
  readonly text?: string;
  readonly finishReason?: string;
  readonly usage?: readonly [number, number] | null;
  /** The error's code; none where the answer is whole. */
  readonly code?: 'provider_rejected' | 'provider_unavailable' | 'rate_limited' | 'result_too_large';
  /** The public report that it follows. */
  readonly report: string;
}

const DONE = '[DONE]';
const USAGE = { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 };
const STOP = piece({}, { finish_reason: 'stop' });
const USED = { id: 'c', choices: [], usage: USAGE };
const JSON_TYPE = { 'content-type': 'application/json' };
const HTML_TYPE = { 'content-type': 'text/html' };

const raw = (...data: readonly unknown[]): Answer => ({ raw: [events(...data)] });
const whole = { text: 'Hello', finishReason: 'stop', usage: [3, 2] } as const;
const completion = (more: object = {}) => ({
  id: 'c',
  object: 'chat.completion',
  choices: [{ index: 0, message: { role: 'assistant', content: 'Hello' }, finish_reason: 'stop' }],
  usage: USAGE,
  ...more,
});
const json = (body: unknown, status = 200): Answer => ({ status, raw: [JSON.stringify(body)], headers: JSON_TYPE });
const inStream = (error: unknown): Answer => raw(piece('Hel'), { error });

const WHOLE: readonly StreamCase[] = (
  [
    ['The end', 'usage without a `choices` key', [raw(piece('Hello'), STOP, { id: 'c', usage: USAGE }, DONE)], {}, 'ROCm/ATOM#1711'],
    [
      'The end',
      'usage with `choices: null`',
      [raw(piece('Hello'), STOP, { choices: null, usage: USAGE }, DONE)],
      {},
      'pydantic/pydantic-ai#5170',
    ],
    ['The end', 'usage with empty `choices`', [raw(piece('Hello'), STOP, USED, DONE)], {}, 'openai/openai-agents-js#107'],
    [
      'The end',
      '`[DONE]` without any finish reason',
      [raw(piece('Hello'), DONE)],
      { finishReason: 'unknown', usage: null },
      'alfredapp/openai-workflow#52',
    ],
    [
      'The end',
      '`[DONE]`, and the connection stays open',
      [{ raw: [events(piece('Hello'), STOP, USED, DONE)], ending: 'hang' }],
      {},
      'vercel/ai#2720',
    ],
    [
      'The end',
      'a finish reason, no `[DONE]`, and the connection stays open',
      [{ raw: [events(piece('Hello'), STOP, USED)], ending: 'hang' }],
      {},
      'agentjido/req_llm#638',
    ],
    [
      'The end',
      'a finish reason, and the connection breaks',
      [{ raw: [events(piece('Hello'), STOP, USED)], ending: 'cut' }],
      {},
      'vllm-project/vllm#52852',
    ],
    ['The end', 'a finish reason, then the end of the body', [raw(piece('Hello'), STOP, USED)], {}, 'agentjido/req_llm#638'],
    [
      'The end',
      '`data:[DONE]` without a space, and without a last blank line',
      [{ raw: [events(piece('Hello'), STOP, USED), 'data:[DONE]'] }],
      {},
      'darshi1337/apogee#139',
    ],
    [
      'The end',
      'text beside the finish reason',
      [raw(piece('Hel'), piece('lo', { finish_reason: 'stop' }), USED, DONE)],
      {},
      'vllm-project/vllm#35705',
    ],
    [
      'The end',
      '`finish_reason: ""` in every piece',
      [raw(piece('Hel', { finish_reason: '' }), piece('lo', { finish_reason: '' }), STOP, USED, DONE)],
      {},
      'ollama/ollama#4357',
    ],
    [
      'The end',
      '`finish_reason: "stop"` in every piece',
      [raw(piece('Hel', { finish_reason: 'stop' }), piece('lo', { finish_reason: 'stop' }), USED, DONE)],
      {},
      'abetlen/llama-cpp-python#133',
    ],
    [
      'The end',
      '`content_filter`',
      [raw(piece('Hello'), piece({}, { finish_reason: 'content_filter' }), USED, DONE)],
      { finishReason: 'content-filter' },
      'epam/ai-dial-adapter-openai#81',
    ],
    [
      'The end',
      '`length`',
      [raw(piece('Hello'), piece({}, { finish_reason: 'length' }), USED, DONE)],
      { finishReason: 'length' },
      'vllm-project/vllm#19536',
    ],
    [
      'The end',
      'only tool calls, no text',
      [
        raw(
          piece({ tool_calls: [{ index: 0, id: '', function: { name: '', arguments: '{}' } }] }),
          piece({}, { finish_reason: 'tool_calls' }),
          USED,
          DONE,
        ),
      ],
      { text: '', finishReason: 'tool-calls' },
      'anomalyco/opencode#37783',
    ],
    [
      'The end',
      'reasons of other houses (`eos`, `end_turn`, `MAX_TOKENS`)',
      [raw(piece('Hello'), piece({}, { finish_reason: 'MAX_TOKENS' }), USED, DONE)],
      { finishReason: 'length' },
      'agentjido/req_llm#638',
    ],
    [
      'Usage',
      'usage in every piece',
      [
        raw(
          { ...piece('Hel'), usage: { prompt_tokens: 3, completion_tokens: 1, total_tokens: 4 } },
          { ...piece('lo'), usage: USAGE },
          STOP,
          DONE,
        ),
      ],
      {},
      'alfredapp/openai-workflow#52',
    ],
    [
      'Usage',
      '`usage: null` in every piece',
      [raw({ ...piece('Hello'), usage: null }, STOP, USED, { ...piece({}), usage: null }, DONE)],
      {},
      'maximhq/bifrost#5425',
    ],
    [
      'Usage',
      'usage in the choice',
      [raw(piece('Hello'), piece({}, { finish_reason: 'stop', usage: USAGE }), DONE)],
      {},
      'earendil-works/pi#2017',
    ],
    ['Usage', 'usage in `x_groq`', [raw(piece('Hello'), { ...STOP, x_groq: { usage: USAGE } }, DONE)], {}, 'lobehub/lobehub#9220'],
    [
      'Usage',
      'counts beyond any count',
      [raw(piece('Hello'), STOP, '{"choices":[],"usage":{"prompt_tokens":9007199254740993,"completion_tokens":1}}', DONE)],
      { usage: null },
      'issue 11, row 6',
    ],
    [
      'Usage',
      'half a token',
      [raw(piece('Hello'), STOP, { choices: [], usage: { ...USAGE, completion_tokens: 1.5 } }, DONE)],
      { usage: null },
      'issue 11, row 6',
    ],
    [
      'Usage',
      'less than no token',
      [raw(piece('Hello'), STOP, { choices: [], usage: { ...USAGE, prompt_tokens: -1 } }, DONE)],
      { usage: null },
      'issue 11, row 6',
    ],
    [
      'Usage',
      'counts that are null',
      [raw(piece('Hello'), STOP, { choices: [], usage: { prompt_tokens: null, completion_tokens: null } }, DONE)],
      { usage: null },
      'maximhq/bifrost#5425',
    ],
    ['Fields', '`role: ""`', [raw(piece({ role: '', content: 'Hello' }), STOP, USED, DONE)], {}, 'vercel/ai#15464'],
    [
      'Fields',
      'other odd values where nothing is needed',
      [
        raw(
          {
            id: 7,
            created: 'now',
            model: null,
            system_fingerprint: [],
            choices: [{ index: '0', logprobs: 'none', delta: { role: 9, content: 'Hello', tool_calls: null } }],
          },
          STOP,
          USED,
          DONE,
        ),
      ],
      {},
      'MiniMax-AI/MiniMax-M2.5#2',
    ],
    [
      'Fields',
      '`error: null` in every piece',
      [raw({ ...piece('Hello'), error: null }, { ...STOP, error: null }, USED, DONE)],
      {},
      'genkit-ai/genkit#6079',
    ],
    [
      'Fields',
      '`content: null`, then text',
      [raw(piece({ role: 'assistant', content: null }), piece('Hello'), STOP, USED, DONE)],
      {},
      'darshi1337/apogee#139',
    ],
    [
      'Fields',
      'content as an array of parts, thoughts among them',
      [
        raw(
          piece({
            content: [
              { type: 'thinking', thinking: [{ type: 'text', text: 'Hm' }] },
              { type: 'text', text: 'Hel' },
            ],
          }),
          piece('lo'),
          STOP,
          USED,
          DONE,
        ),
      ],
      {},
      'symfony/ai#2422',
    ],
    [
      'Fields',
      '`reasoning_content` is no text',
      [raw(piece({ reasoning_content: 'Hm' }), piece({ reasoning: 'Hm' }), piece('Hello'), STOP, USED, DONE)],
      {},
      'MiniMax-AI/MiniMax-M2.5#2',
    ],
    [
      'Fields',
      'a content filter result first, with empty `choices`',
      [raw({ choices: [], prompt_filter_results: [{ prompt_index: 0 }] }, piece('Hello'), STOP, USED, DONE)],
      {},
      'epam/ai-dial-adapter-openai#81',
    ],
    [
      'Fields',
      'no delta in a choice',
      [raw({ choices: [{ index: 0 }] }, piece('Hello'), STOP, USED, DONE)],
      {},
      'openai/openai-agents-js#107',
    ],
    [
      'Fields',
      'the whole text again as a last message',
      [raw(piece('Hello'), { choices: [{ message: { content: 'Hello' }, finish_reason: 'stop' }] }, USED, DONE)],
      {},
      'decolua/9router#3492',
    ],
    ['Fields', 'a refusal', [raw(piece({ refusal: 'Hello' }), STOP, USED, DONE)], {}, 'vercel/ai#2720'],
    [
      'Framing',
      'comments as keep-alive, and empty lines',
      [{ raw: [': OPENROUTER PROCESSING\n\n', '\n\n: keep-alive\n\ndata:\n\n', events(piece('Hello'), STOP, USED, DONE)] }],
      {},
      'openai/openai-go#227',
    ],
    [
      'Framing',
      'CRLF',
      [{ raw: [events(piece('Hel'), piece('lo'), STOP, USED, DONE).replaceAll('\n', '\r\n')], bytesPerWrite: 1 }],
      {},
      'ggml-org/llama.cpp#14268',
    ],
    ['Framing', 'CR', [{ raw: [events(piece('Hello'), STOP, USED, DONE).replaceAll('\n', '\r')] }], {}, 'ggml-org/llama.cpp#14268'],
    [
      'Framing',
      'characters cut between two writes',
      [{ raw: [events(piece('日本語 😀'), STOP, USED, DONE)], bytesPerWrite: 1 }],
      { text: '日本語 😀' },
      'devswha/patina#577',
    ],
    ['Framing', 'a byte order mark', [{ raw: ['\ufeff', events(piece('Hello'), STOP, USED, DONE)] }], {}, 'coddy-project/coddy-agent#106'],
    [
      'Framing',
      'no space after `data:`',
      [{ raw: [events(piece('Hello'), STOP, USED, DONE).replaceAll('data: ', 'data:')] }],
      {},
      'ggml-org/llama.cpp#14268',
    ],
    [
      'Framing',
      'no blank line between events',
      [{ raw: [events(piece('Hel'), piece('lo'), STOP, USED, DONE).replaceAll('\n\n', '\n')] }],
      {},
      'ggml-org/llama.cpp#14268',
    ],
    [
      'Framing',
      'JSON over several `data:` lines',
      [{ raw: [`data: ${JSON.stringify(piece('Hello'), null, 1).replaceAll('\n', '\ndata: ')}\n\n`, events(STOP, USED, DONE)] }],
      {},
      'ggml-org/llama.cpp#14268',
    ],
    [
      'Framing',
      'names and ids of events',
      [{ raw: ['retry: 5\nid: 1\nevent: message\n', events(piece('Hello'), STOP, USED, DONE)] }],
      {},
      'ggml-org/llama.cpp#16109',
    ],
    ['Framing', 'a heartbeat in words', [raw('ping', piece('Hello'), STOP, USED, DONE)], {}, 'coddy-project/coddy-agent#106'],
    [
      'Framing',
      'a piece of 1 MB',
      [raw(piece('x'.repeat(1_000_000)), STOP, USED, DONE)],
      { text: 'x'.repeat(1_000_000) },
      'issue 11, row 7',
    ],
    [
      'Framing',
      'a body in gzip',
      [{ raw: [gzipSync(events(piece('Hello'), STOP, USED, DONE))], headers: { 'content-encoding': 'gzip' } }],
      {},
      'anomalyco/opencode#4698',
    ],
    [
      'Framing',
      'events called `application/json`',
      [{ raw: [events(piece('Hello'), STOP, USED, DONE)], headers: JSON_TYPE }],
      {},
      'QuantumNous/new-api#5230',
    ],
    ['No stream', 'one whole completion', [json(completion())], {}, 'BaseIntelligence/bounty-challenge#17821'],
    ['No stream', 'one whole completion as an event', [raw(completion(), DONE)], {}, 'decolua/9router#3492'],
    [
      'No stream',
      'one whole completion called an event stream, `[DONE]` glued to it',
      [{ raw: [`${JSON.stringify(completion())}data: [DONE]`] }],
      {},
      'decolua/9router#3492',
    ],
    [
      'No stream',
      'empty lines before a whole completion',
      [{ raw: ['\n\n\n', JSON.stringify(completion())], headers: JSON_TYPE }],
      {},
      'open-webui/computer#193',
    ],
    [
      'No stream',
      'a line of JSON for each piece',
      [{ raw: [[piece('Hel'), piece('lo'), STOP, USED].map((one) => JSON.stringify(one)).join('\n')] }],
      {},
      'unslothai/unsloth#5047',
    ],
    [
      'Refused fields',
      '400 that names `stream_options`',
      [
        json({ error: { message: "property 'stream_options' is unsupported", type: 'invalid_request_error' } }, 400),
        raw(piece('Hello'), STOP, DONE),
      ],
      { usage: null },
      'vercel/ai#1578',
    ],
    [
      'Refused fields',
      '422 that names `include_usage`',
      [
        json(
          { object: 'error', message: { detail: [{ type: 'extra_forbidden', loc: ['body', 'stream_options', 'include_usage'] }] } },
          422,
        ),
        raw(piece('Hello'), STOP, DONE),
      ],
      { usage: null },
      'openai/openai-agents-python#442',
    ],
    [
      'Refused fields',
      '400 that wants `max_completion_tokens`',
      [
        json(
          {
            error: {
              code: 'unsupported_parameter',
              message: "'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
            },
          },
          400,
        ),
        raw(piece('Hello'), STOP, USED, DONE),
      ],
      {},
      'RooCodeInc/Roo-Code#274',
    ],
  ] as const
).map(([kind, name, answers, changes, report]) => ({ kind, name, answers, ...whole, ...changes, report }));

const FAILED: readonly StreamCase[] = (
  [
    [
      'Not whole',
      'the end of the body without finish reason and `[DONE]`',
      [raw(piece('Hel'))],
      'provider_unavailable',
      'vllm-project/vllm#52852',
    ],
    [
      'Not whole',
      'the connection breaks in the text',
      [{ raw: [events(piece('Hel'))], ending: 'cut' }],
      'provider_unavailable',
      'CommandCodeAI/command-code#785',
    ],
    ['Not whole', 'only `[DONE]`', [raw(DONE)], 'provider_unavailable', 'vllm-project/vllm#27572'],
    [
      'Not whole',
      '`finish_reason: "error"`',
      [raw(piece('Hel'), piece({}, { finish_reason: 'error' }), USED, DONE)],
      'provider_unavailable',
      'maximhq/bifrost#5425',
    ],
    [
      'Not whole',
      '`insufficient_system_resource`, `abort` and other reasons',
      [raw(piece('Hel'), piece({}, { finish_reason: 'insufficient_system_resource' }), DONE)],
      'provider_unavailable',
      'maximhq/bifrost#5425',
    ],
    [
      'Not whole',
      '`finish_reason: "error"` of a whole completion',
      [json(completion({ choices: [{ message: { content: 'Hel' }, finish_reason: 'error' }] }))],
      'provider_unavailable',
      'maximhq/bifrost#5425',
    ],
    [
      'Not whole',
      'JSON that is cut off',
      [raw(piece('Hel'), '{"choices":[{"delta":{"con', STOP, DONE)],
      'provider_unavailable',
      'coddy-project/coddy-agent#106',
    ],
    ['Not whole', '200 with an empty body', [{ raw: [] }], 'provider_unavailable', 'ymichael/open-codex#15'],
    [
      'Not whole',
      '200 with a page',
      [{ raw: ['<!doctype html><p>Ollama is running</p>'], headers: HTML_TYPE }],
      'provider_unavailable',
      'ServiceStack/llms#33',
    ],
    [
      'Not whole',
      'gzip that is cut off',
      [{ raw: [gzipSync(events(piece('Hel'), STOP, DONE)).subarray(0, 40)], headers: { 'content-encoding': 'gzip' } }],
      'provider_unavailable',
      'anomalyco/opencode#4698',
    ],
    [
      'Errors inside',
      '`error` beside `choices`',
      [raw(piece('Hel'), { ...piece('lo', { finish_reason: 'stop' }), error: { code: 502, message: 'x' } }, DONE)],
      'provider_unavailable',
      'damianvtran/local-operator#223',
    ],
    [
      'Errors inside',
      '`error` in the choice',
      [raw(piece('Hel'), piece('', { finish_reason: 'stop', error: { code: 502 } }), DONE)],
      'provider_unavailable',
      'genkit-ai/genkit#6079',
    ],
    [
      'Errors inside',
      '`error` beside empty `choices`',
      [raw(piece('Hel'), { choices: [], error: { code: 502, metadata: { error_type: 'provider_unavailable' } } }, DONE)],
      'provider_unavailable',
      'diegosouzapw/OmniRoute#8210',
    ],
    ['Errors inside', 'code 429', [inStream({ code: 429, message: 'x' })], 'rate_limited', 'dcdpr/jp#978'],
    ['Errors inside', 'code "429" as text', [inStream({ code: '429' })], 'rate_limited', 'dcdpr/jp#978'],
    ['Errors inside', 'code 400', [inStream({ code: 400 })], 'provider_rejected', 'dcdpr/jp#978'],
    ['Errors inside', 'code 401', [inStream({ code: 401 })], 'provider_rejected', 'dcdpr/jp#978'],
    ['Errors inside', 'code 403', [inStream({ code: 403 })], 'provider_rejected', 'dcdpr/jp#978'],
    ['Errors inside', 'code 404', [inStream({ code: 404 })], 'provider_rejected', 'dcdpr/jp#978'],
    ['Errors inside', 'code 503', [inStream({ code: 503 })], 'provider_unavailable', 'dcdpr/jp#978'],
    [
      'Errors inside',
      'a type, no code',
      [inStream({ type: 'invalid_request_error', code: null })],
      'provider_rejected',
      'brightwave-inc/tidebreak#1122',
    ],
    [
      'Errors inside',
      '`rate_limit_exceeded` of type `invalid_request_error`',
      [inStream({ type: 'invalid_request_error', code: 'rate_limit_exceeded' })],
      'rate_limited',
      'vercel/ai#2720',
    ],
    ['Errors inside', 'an error that is text', [inStream('overloaded')], 'provider_unavailable', 'basketikun/chatgpt2api#369'],
    [
      'Errors inside',
      'a status in words (`RESOURCE_EXHAUSTED`)',
      [inStream({ status: 'RESOURCE_EXHAUSTED' })],
      'rate_limited',
      'FuzzAnything/PromptFuzz#42',
    ],
    [
      'Errors inside',
      'a status as a number beside a code in words',
      [inStream({ code: 'INTERNAL_SERVER_ERROR', status: 500 })],
      'provider_unavailable',
      'CommandCodeAI/command-code#785',
    ],
    [
      'Errors inside',
      '`object: "error"` without `error`',
      [raw(piece('Hel'), { object: 'error', type: 'BadRequestError', code: 400 }, DONE)],
      'provider_rejected',
      'bentoml/OpenLLM#877',
    ],
    [
      'Errors inside',
      'an `error:` line, then `[DONE]`',
      [{ raw: [events(piece('Hel')), 'error: {"code":400,"type":"invalid_request_error"}\n\n', events(DONE)] }],
      'provider_rejected',
      'ggml-org/llama.cpp#16109',
    ],
    [
      'Errors inside',
      '`event: error`',
      [{ raw: [events(piece('Hel')), 'event: error\n', events({ message: 'x', code: 429 }, DONE)] }],
      'rate_limited',
      'ggml-org/llama.cpp#16109',
    ],
    [
      'Errors inside',
      'a line of JSON without `data:`',
      [{ raw: [events(piece('Hel')), '{"error":{"code":401}}\n'] }],
      'provider_rejected',
      'ggml-org/llama.cpp#14566',
    ],
    [
      'Errors inside',
      'an error in `x_groq`',
      [raw(piece('Hel'), { ...STOP, x_groq: { error: 'over_capacity' } }, DONE)],
      'provider_unavailable',
      'lobehub/lobehub#9220',
    ],
    [
      'Errors with 200',
      '`invalid_api_key`',
      [json({ error: { code: 'invalid_api_key', message: 'x' } })],
      'provider_rejected',
      'ggml-org/llama.cpp#14566',
    ],
    [
      'Errors with 200',
      'the same, called an event stream',
      [{ raw: ['{"error":{"code":"invalid_api_key"}}'] }],
      'provider_rejected',
      'ggml-org/llama.cpp#14566',
    ],
    [
      'Errors with 200',
      'an array with an error',
      [json([{ error: { code: 400, status: 'INVALID_ARGUMENT' } }])],
      'provider_rejected',
      'bytedance/deer-flow#1515',
    ],
    [
      'Errors with 200',
      '`base_resp` with a status',
      [json({ choices: null, base_resp: { status_code: 1004, status_msg: 'login fail' } })],
      'provider_rejected',
      'MiniMax-AI/MiniMax-M2.5#2',
    ],
    [
      'HTTP errors',
      '400 with an array',
      [json([{ error: { code: 400, status: 'INVALID_ARGUMENT' } }], 400)],
      'provider_rejected',
      'bytedance/deer-flow#1515',
    ],
    [
      'HTTP errors',
      '502 with a page',
      [{ status: 502, raw: ['<html>Bad Gateway</html>'], headers: HTML_TYPE }],
      'provider_unavailable',
      'cline/cline#5043',
    ],
    ['HTTP errors', '500 without a body', [{ status: 500, raw: [] }], 'provider_unavailable', 'ymichael/open-codex#15'],
    [
      'HTTP errors',
      '429 with an error that is text',
      [json({ error: 'slow down' }, 429)],
      'rate_limited',
      'longy2k/obsidian-bmo-chatbot#129',
    ],
    [
      'HTTP errors',
      '404 with an error that is text',
      [json({ error: "model 'x' not found" }, 404)],
      'provider_rejected',
      'ollama/ollama-js#72',
    ],
    [
      'HTTP errors',
      '401 whose body never ends',
      [{ status: 401, raw: ['{"error":'], headers: JSON_TYPE, ending: 'hang' }],
      'provider_rejected',
      'issue 12, receivers',
    ],
    [
      'HTTP errors',
      'refuses `stream_options` whatever is asked',
      [json({ error: 'stream_options' }, 400), json({ error: 'stream_options' }, 400)],
      'provider_rejected',
      'vercel/ai#1578',
    ],
    [
      'Redirects',
      '307 to another server',
      [{ status: 307, raw: [], headers: { location: 'http://127.0.0.2:9/v1/chat/completions' } }],
      'provider_rejected',
      'issue 11, row 16',
    ],
    [
      'Redirects',
      '301 on the same server, which would lose the prompt',
      [{ status: 301, raw: [], headers: { location: '/other' } }],
      'provider_rejected',
      'issue 11, row 16',
    ],
    [
      'Too much',
      'a text that is larger than MAX_RESULT_BYTES',
      [{ raw: Array.from({ length: 40 }, () => events(piece('x'.repeat(100_000)))), ending: 'hang' }],
      'result_too_large',
      'issue 11, row 7',
    ],
    [
      'Too much',
      'a line without an end',
      [{ raw: Array.from({ length: 140 }, () => `data: ${'x'.repeat(100_000)}`), ending: 'hang' }],
      'result_too_large',
      'issue 11, row 7',
    ],
    [
      'Too much',
      'a document without an end',
      [{ raw: ['{"choices":"', ...Array.from({ length: 140 }, () => 'x'.repeat(100_000))], headers: JSON_TYPE, ending: 'hang' }],
      'result_too_large',
      'issue 11, row 7',
    ],
  ] as const
).map(([kind, name, answers, code, report]) => ({ kind, name, answers, code, report }));

const ALL: readonly StreamCase[] = [...WHOLE, ...FAILED];

/** Where a server falls silent when it has said all that counts. */
const isSilent = ({ name }: StreamCase): boolean => /no `\[DONE\]`, and the connection stays open|body never ends/.test(name);

export const SILENT_CASES = ALL.filter(isSilent);
export const STREAM_CASES = ALL.filter((one) => !isSilent(one));

/** A 307 on the same server is followed, with the prompt. */
export const FOLLOWED: readonly Answer[] = [
  { status: 307, raw: [], headers: { location: '/v2/chat/completions' } },
  raw(piece('Hello'), STOP, USED, DONE),
];
