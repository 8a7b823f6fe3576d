import { type Answer, events, piece } from '../openai-server.js';

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

export const DONE = '[DONE]';
export const USAGE = { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 };
export const STOP = piece({}, { finish_reason: 'stop' });
export const USED = { id: 'c', choices: [], usage: USAGE };
export const JSON_TYPE = { 'content-type': 'application/json' };
export const HTML_TYPE = { 'content-type': 'text/html' };

export const raw = (...data: readonly unknown[]): Answer => ({ raw: [events(...data)] });
export const whole = { text: 'Hello', finishReason: 'stop', usage: [3, 2] } as const;
export const completion = (more: object = {}) => ({
  id: 'c',
  object: 'chat.completion',
  choices: [{ index: 0, message: { role: 'assistant', content: 'Hello' }, finish_reason: 'stop' }],
  usage: USAGE,
  ...more,
});
export const json = (body: unknown, status = 200): Answer => ({
  status,
  raw: [JSON.stringify(body)],
  headers: JSON_TYPE,
});
export const inStream = (error: unknown): Answer => raw(piece('Hel'), { error });
