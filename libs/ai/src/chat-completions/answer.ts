import { asRecord } from '../failure/error-kind.js';
import { brokenOff, errorOfFrame, unavailable } from '../failure/provider-failures.js';
import type { FinishReason, TokenUsage } from '../language-model.js';
import { wholeWith } from './finish-reasons.js';
import type { Payload } from './payloads.js';
import { tokenUsageFrom } from './token-usage.js';

/**
 * An answer as it is put together from the payloads of its stream. Only what is needed is read, and nothing
 * else is checked: the first choice's text, why it ended, the usage, and errors wherever servers put them.
 */
export class Answer {
  usage: TokenUsage | null = null;
  private reason: string | null = null;
  private hasText = false;
  private hasToolCall = false;
  private wasDone = false;

  constructor(private readonly provider: string) {}

  /**
   * @returns the next text, perhaps none
   * @throws ProviderError where the payload is an error
   */
  take(payload: Payload): string {
    if (payload.kind === 'broken') throw unavailable(this.provider, 'sent a piece that is no JSON');
    if (payload.kind === 'done') this.wasDone = true;
    if (payload.kind === 'error') throw errorOfFrame(this.provider, payload.value);
    return payload.kind === 'json' ? this.takeJson(payload.value) : '';
  }

  /** Nothing more can come that belongs to it. */
  get isDone(): boolean {
    return this.wasDone;
  }

  /** It has said why it ended. Usage may still come. */
  get hasReason(): boolean {
    return this.reason !== null;
  }

  /**
   * Why it ended. A reason says that it is whole, and so does the end that a stream announces, where there is
   * something.
   * @throws ProviderError where it is not whole
   */
  finishReason(): FinishReason {
    if (this.reason === null && this.wasDone && (this.hasText || this.hasToolCall))
      return this.hasToolCall ? 'tool-calls' : 'unknown';
    if (this.reason === null) throw brokenOff(this.provider);
    const finishReason = wholeWith(this.reason);
    if (finishReason) return finishReason;
    const shown = /^[\w-]{1,64}$/.test(this.reason) ? ` (${this.reason})` : '';
    throw unavailable(this.provider, `ended its answer for a reason that is no normal end${shown}`);
  }

  private takeJson(value: unknown): string {
    const chunk = asRecord(Array.isArray(value) ? (value as unknown[])[0] : value);
    const choice = firstChoice(chunk['choices']);
    if (isError(chunk, choice)) throw errorOfFrame(this.provider, errorIn(chunk, choice));
    // Moonshot and Groq have it elsewhere
    const usage = chunk['usage'] ?? choice['usage'] ?? asRecord(chunk['x_groq'])['usage'];
    if (usage !== undefined && usage !== null) this.usage = tokenUsageFrom(usage);
    const reason = choice['finish_reason'];
    // Ollama and Qwen send those all the way
    if (typeof reason === 'string' && reason !== '' && reason !== 'null') this.reason = reason;
    const text = this.textOf(choice);
    this.hasText ||= text !== '';
    return text;
  }

  private textOf(choice: Record<string, unknown>): string {
    const delta = choice['delta'];
    const message = asRecord(delta ?? choice['message']);
    const calls = message['tool_calls'] ?? message['function_call'];
    this.hasToolCall ||= Array.isArray(calls) ? calls.length > 0 : Boolean(calls);
    if (!delta && this.hasText) return ''; // some repeat the whole text as a last message
    return textFrom(message['content']) || textFrom(message['refusal']) || textFrom(choice['text']);
  }
}

/** Only one is asked for; servers that number it otherwise still send one. */
function firstChoice(choices: unknown): Record<string, unknown> {
  if (!Array.isArray(choices)) return {};
  const all = choices.map(asRecord);
  return all.find(({ index }) => index === undefined || index === null || Number(index) === 0) ?? {};
}

/**
 * Text, or a list of parts of which those of type `text` belong to the answer (Mistral's others are
 * thoughts).
 */
function textFrom(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content
    .map((part: unknown) => (typeof part === 'string' ? part : asRecord(part)))
    .map((part) => (typeof part === 'string' ? part : isText(part) ? part['text'] : ''))
    .filter((text) => typeof text === 'string')
    .join('');
}

function isText({ type }: Record<string, unknown>): boolean {
  return type === undefined || type === 'text' || type === 'output_text';
}

function isError(chunk: Record<string, unknown>, choice: Record<string, unknown>): boolean {
  const { object, type, code, status } = chunk;
  if (hasError(chunk['error'], chunk['choices']) || hasError(choice['error'], undefined)) return true;
  if (hasError(asRecord(chunk['x_groq'])['error'], undefined)) return true;
  // vLLM before 0.10, Anthropic's frame
  if (object === 'error' || type === 'error' || failedAtMiniMax(chunk['base_resp'])) return true;
  return (
    chunk['choices'] === undefined &&
    [code, status].some((value) => Number(value) >= 400 && Number(value) <= 599)
  );
}

/** Many send `"error": null` with every piece. */
function hasError(error: unknown, choices: unknown): boolean {
  if (typeof error === 'object' && error !== null)
    return Object.keys(error).length > 0 || choices === undefined;
  return typeof error === 'string' ? error !== '' : error === true || typeof error === 'number';
}

function failedAtMiniMax(base: unknown): boolean {
  const code = asRecord(base)['status_code'];
  return code !== undefined && Number(code) !== 0;
}

function errorIn(chunk: Record<string, unknown>, choice: Record<string, unknown>): unknown {
  const error = hasError(choice['error'], undefined) ? choice : chunk;
  const atGroq = asRecord(chunk['x_groq']);
  return hasError(atGroq['error'], undefined) ? atGroq : error;
}
