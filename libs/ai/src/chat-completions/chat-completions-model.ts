import type { Dispatcher, Response } from 'undici';
import { retryAfterMs } from '../failure/retry-after.js';
import {
  connectionError,
  errorOfResponse,
  tooMuch,
  unavailable,
  variableOf,
} from '../failure/provider-failures.js';
import { providerDispatcher, providerFetch } from '../http/provider-fetch.js';
import type { FinishPart, GenerationPart, GenerationRequest, LanguageModel } from '../language-model.js';
import type { ProviderContext } from '../provider.js';
import { ProviderError } from '../provider-error.js';
import { WholeCharacters } from '../text/whole-characters.js';
import { Answer } from './answer.js';
import { BodyReader } from './body-reader.js';
import { PayloadReader } from './payloads.js';
import { adaptedTo, requestBody, type RequestBody } from './request-body.js';

/** Statuses with which servers refuse a field that they do not know. */
const REFUSES_A_FIELD = new Set([400, 422]);
const LAST_WORDS_MS = 5_000;
/** Read of an error. */
const MOST_OF_AN_ERROR = 64 * 1024;
/** A text is longer in JSON, with escapes and all that comes beside it. */
const JSON_FACTOR = 4;
const BESIDE_THE_TEXT = 1024 * 1024;

export interface ChatCompletionsSettings extends ProviderContext {
  readonly provider: string;
  readonly defaultModel: string;
  readonly baseUrl: string;
  readonly apiKey?: string;
  /** Whether a model, by its name, takes OpenAI's fields for models that think first. */
  readonly isReasoning?: (model: string) => boolean;
  /**
   * How long a server may take over what is not needed: usage after the answer has said why it ended, the
   * rest of an error.
   */
  readonly lastWordsMs?: number;
}

/** A server that speaks OpenAI's streaming chat completions, read in one way whoever it is. */
export class ChatCompletionsModel implements LanguageModel {
  readonly simulated = false;
  readonly provider: string;
  readonly defaultModel: string;
  private readonly url: string;
  private readonly dispatcher: Dispatcher;
  private readonly lastWordsMs: number;

  constructor(private readonly settings: ChatCompletionsSettings) {
    this.provider = settings.provider;
    this.defaultModel = settings.defaultModel;
    this.url = urlOf(settings.baseUrl);
    this.dispatcher = providerDispatcher(settings.proxies);
    this.lastWordsMs = settings.lastWordsMs ?? LAST_WORDS_MS;
  }

  async *generate(request: GenerationRequest): AsyncGenerator<GenerationPart> {
    request.signal.throwIfAborted();
    const connection = new AbortController();
    const stop = (): void => connection.abort(request.signal.reason);
    request.signal.addEventListener('abort', stop);
    try {
      yield* this.answer(request, await this.ask(request, connection.signal), connection);
    } catch (error) {
      request.signal.throwIfAborted();
      throw this.errorFrom(error);
    } finally {
      request.signal.removeEventListener('abort', stop);
    }
  }

  /**
   * The response with the answer. A server that does not know a field, and says so, is asked again without
   * it.
   */
  private async ask(request: GenerationRequest, signal: AbortSignal): Promise<Response> {
    let body: RequestBody = requestBody(request, this.settings.isReasoning?.(request.model) ?? false);
    for (let times = 1; ; times += 1) {
      const response = await providerFetch(this.provider, this.url, {
        method: 'POST',
        headers: this.headers(request, times),
        body: JSON.stringify(body),
        signal,
        dispatcher: this.dispatcher,
      });
      if (response.ok) return response;
      const refusal = await new BodyReader(response).text(MOST_OF_AN_ERROR, this.lastWordsMs);
      const adapted = REFUSES_A_FIELD.has(response.status) ? adaptedTo(refusal, body) : null;
      if (!adapted) throw this.refused(response, refusal);
      body = adapted;
    }
  }

  /** Another body is another request: a key that comes again with it would be refused. */
  private headers({ idempotencyKey }: GenerationRequest, times: number): Record<string, string> {
    const { apiKey } = this.settings;
    return {
      accept: 'text/event-stream, application/json',
      'content-type': 'application/json',
      ...(apiKey && { authorization: `Bearer ${apiKey}` }),
      ...(idempotencyKey && {
        'idempotency-key': times === 1 ? idempotencyKey : `${idempotencyKey}:${times}`,
      }),
    };
  }

  private async *answer(
    request: GenerationRequest,
    response: Response,
    connection: AbortController,
  ): AsyncGenerator<GenerationPart> {
    const body = new BodyReader(response);
    const answer = new Answer(this.provider);
    const characters = new WholeCharacters();
    let isWhole = false;
    try {
      for await (const text of this.texts(body, answer)) yield* textPart(characters.add(text));
      yield* textPart(characters.rest());
      const finish = finishOf(request, answer);
      isWhole = true;
      yield finish;
    } finally {
      if (isWhole) body.release(connection);
      else connection.abort(); // also where our reader stops early
    }
  }

  /**
   * The texts of an answer until it is whole; what comes after that is of no interest, nor is how the
   * connection ends.
   */
  private async *texts(body: BodyReader, answer: Answer): AsyncGenerator<string> {
    const payloads = new PayloadReader(this.settings.maxTextBytes * JSON_FACTOR + BESIDE_THE_TEXT, () =>
      this.tooMuch(),
    );
    let bytes = 0;
    const take = (payload: Parameters<Answer['take']>[0]): string => {
      const text = answer.take(payload);
      bytes += Buffer.byteLength(text);
      if (bytes > this.settings.maxTextBytes) throw this.tooMuch();
      return text;
    };
    for (;;) {
      const piece = await this.next(body, answer);
      for (const payload of piece === null ? payloads.end() : payloads.read(piece)) {
        yield take(payload);
        if (answer.isDone) return;
      }
      if (piece === null) break;
    }
    if (payloads.isPage)
      throw unavailable(
        this.provider,
        `answered with a page instead of an answer: check ${variableOf(this.provider, 'BASE_URL')}`,
      );
  }

  /** Null at the end. */
  private async next(body: BodyReader, answer: Answer): Promise<string | null> {
    if (!answer.hasReason) return body.next();
    return body.next(this.lastWordsMs).catch(() => null); // the answer is whole
  }

  private refused({ status, headers }: Response, text: string): ProviderError {
    return errorOfResponse(this.provider, status, jsonOf(text), retryAfterMs(Object.fromEntries(headers)));
  }

  private tooMuch(): ProviderError {
    return tooMuch(this.provider, this.settings.maxTextBytes);
  }

  private errorFrom(error: unknown): ProviderError {
    if (error instanceof ProviderError) return error;
    return connectionError(this.provider, error as Error);
  }
}

function finishOf({ model }: GenerationRequest, answer: Answer): FinishPart {
  return { type: 'finish', finishReason: answer.finishReason(), usage: answer.usage, model };
}

function* textPart(text: string): Generator<GenerationPart> {
  if (text) yield { type: 'text', text };
}

/** Where the completions are, below a base URL that may have a query. */
function urlOf(baseUrl: string): string {
  const url = new URL(baseUrl);
  const path = url.pathname.replace(/\/{1,64}$/, '');
  url.pathname = path.endsWith('/chat/completions') ? path : `${path}/chat/completions`;
  return url.href;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
