import { gzipSync } from 'node:zlib';
import { events, piece } from '../openai-server.js';
import { completion, DONE, json, JSON_TYPE, raw, STOP, USED, whole, type StreamCase } from './stream-case.js';

/** Answers that are whole, however they are framed. */
export const FRAMINGS: readonly StreamCase[] = (
  [
    [
      'Framing',
      'comments as keep-alive, and empty lines',
      [
        {
          raw: [
            ': OPENROUTER PROCESSING\n\n',
            '\n\n: keep-alive\n\ndata:\n\n',
            events(piece('Hello'), STOP, USED, DONE),
          ],
        },
      ],
      {},
      'openai/openai-go#227',
    ],
    [
      'Framing',
      'CRLF',
      [
        {
          raw: [events(piece('Hel'), piece('lo'), STOP, USED, DONE).replaceAll('\n', '\r\n')],
          bytesPerWrite: 1,
        },
      ],
      {},
      'ggml-org/llama.cpp#14268',
    ],
    [
      'Framing',
      'CR',
      [{ raw: [events(piece('Hello'), STOP, USED, DONE).replaceAll('\n', '\r')] }],
      {},
      'ggml-org/llama.cpp#14268',
    ],
    [
      'Framing',
      'characters cut between two writes',
      [{ raw: [events(piece('日本語 😀'), STOP, USED, DONE)], bytesPerWrite: 1 }],
      { text: '日本語 😀' },
      'devswha/patina#577',
    ],
    [
      'Framing',
      'a byte order mark',
      [{ raw: ['\ufeff', events(piece('Hello'), STOP, USED, DONE)] }],
      {},
      'coddy-project/coddy-agent#106',
    ],
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
      [
        {
          raw: [
            `data: ${JSON.stringify(piece('Hello'), null, 1).replaceAll('\n', '\ndata: ')}\n\n`,
            events(STOP, USED, DONE),
          ],
        },
      ],
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
    [
      'Framing',
      'a heartbeat in words',
      [raw('ping', piece('Hello'), STOP, USED, DONE)],
      {},
      'coddy-project/coddy-agent#106',
    ],
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
      [
        {
          raw: [gzipSync(events(piece('Hello'), STOP, USED, DONE))],
          headers: { 'content-encoding': 'gzip' },
        },
      ],
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
    [
      'No stream',
      'one whole completion',
      [json(completion())],
      {},
      'BaseIntelligence/bounty-challenge#17821',
    ],
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
        json(
          { error: { message: "property 'stream_options' is unsupported", type: 'invalid_request_error' } },
          400,
        ),
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
          {
            object: 'error',
            message: {
              detail: [{ type: 'extra_forbidden', loc: ['body', 'stream_options', 'include_usage'] }],
            },
          },
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
