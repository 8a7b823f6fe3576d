import { Configuration } from '@app/config';
import { InputRefused, type TaskContext, type TaskHandler, TaskType } from '@app/tasks';
import { urlProblem } from '@app/webhooks';
import { type EndpointAnswer, HttpCaller, isLater } from './http-caller.js';
import { refusalOf } from './http-failure.js';
import { HttpRequestInput } from './http-request.input.js';
import { HttpRequestResult } from './http-request.result.js';
import { keptBody } from './kept-body.js';
import { outgoingRequest } from './outgoing-request.js';

const USUAL_TIMEOUT_MS = 30_000;
const MOST_BODY_BYTES = 1024 * 1024;
/** What a result has beside its body: the headers. */
const BESIDE_BODY_BYTES = 64 * 1024;

@TaskType({
  name: 'http.request',
  queue: 'http_requests',
  description:
    'Calls an endpoint. It may answer at once, or later by a callback: 202 with the header Task-Callback: later.',
  input: HttpRequestInput,
  result: HttpRequestResult,
  examples: { 'a page': { url: 'https://example.com/', method: 'GET' } },
  // What an endpoint has for its callback; the answer itself has the timeoutMs of the input.
  timeoutMs: 60 * 60_000,
})
export class HttpRequestHandler implements TaskHandler<HttpRequestInput, HttpRequestResult> {
  constructor(
    private readonly caller: HttpCaller,
    private readonly configuration: Configuration,
  ) {}

  check({ url, method, body }: HttpRequestInput): void {
    const problem = urlProblem(url, this.configuration.webhooks.allowPrivateAddresses);
    if (problem) throw new InputRefused([{ path: 'url', message: problem }]);
    if (body !== undefined && (method === 'GET' || method === 'HEAD'))
      throw new InputRefused([{ path: 'body', message: `must not be there: ${method} has none` }]);
  }

  async run(context: TaskContext<HttpRequestInput>): Promise<HttpRequestResult> {
    const { input, log, shareLease } = context;
    this.check(input); // what is allowed may have changed since it was accepted
    const lease = shareLease();
    const answer = await this.call(context, lease.token);
    const refusal = refusalOf(answer.status, answer.headers['retry-after']);
    if (refusal) throw refusal;
    if (!isLater(answer)) return this.resultOf(answer);
    log('the endpoint answers later');
    return lease.ended();
  }

  private call(context: TaskContext<HttpRequestInput>, token: string): Promise<EndpointAnswer> {
    const { input, signal: stop } = context;
    const { secret } = this.configuration.webhooks;
    const request = outgoingRequest(input, { ...context, token, secret }, new Date());
    const { timeoutMs = USUAL_TIMEOUT_MS } = input;
    return this.caller.call(input.url, request, { timeoutMs, mostBytes: this.mostBytes, stop });
  }

  private resultOf({ status, headers, ...body }: EndpointAnswer): HttpRequestResult {
    const most = this.configuration.maxResultBytes - BESIDE_BODY_BYTES;
    return { status, headers, ...keptBody(body, headers['content-type'] ?? '', most) };
  }

  /** As base64 it still fits into a result. */
  private get mostBytes(): number {
    const room = this.configuration.maxResultBytes - BESIDE_BODY_BYTES;
    return Math.max(0, Math.min(MOST_BODY_BYTES, Math.floor(room / 2)));
  }
}
