import type { Operation } from './operations.js';
import type { Answer, Request } from './request.js';

const MOST_KEPT = 50;
const SHOWN = 1_500;

/** What a run has seen. */
export class FuzzReport {
  requests = 0;
  readonly byStatus: Record<number, number> = {};
  /** Answers with 5xx. */
  serverErrors = 0;
  /** Answers that are not as the document says. */
  faulty = 0;
  /** The first of each kind, to read. */
  readonly faults: string[] = [];
  private readonly kinds = new Set<string>();
  private readonly reached = new Set<string>();

  constructor(
    readonly seed: string,
    private readonly operations: readonly Operation[],
  ) {}

  count(operation: Operation | null, { status }: Answer): void {
    this.requests += 1;
    this.byStatus[status] = (this.byStatus[status] ?? 0) + 1;
    if (status >= 500) this.serverErrors += 1;
    if (operation && status < 400) this.reached.add(operation.name);
  }

  fault(number: number, request: Request, answer: Answer | null, faults: readonly string[]): void {
    this.faulty += 1;
    const kind = `${request.method} ${request.path
      .split('?', 1)[0]
      ?.replace(/[0-9a-f-]{36}/g, '{id}')
      .slice(0, 60)} ${faults.join('; ').slice(0, 160)}`;
    if (this.kinds.has(kind) || this.faults.length >= MOST_KEPT) return;
    this.kinds.add(kind);
    this.faults.push(
      `#${number} ${faults.join('; ')}\n${requestText(request)}\n-> ${answer ? answerText(answer) : 'nothing'}`,
    );
  }

  /** Operations that never did what they are for. */
  get neverDone(): string[] {
    return this.operations.map(({ name }) => name).filter((name) => !this.reached.has(name));
  }

  get text(): string {
    const statuses = Object.entries(this.byStatus).map(([status, count]) => `  ${status}  ${count}`);
    return [
      `seed ${this.seed}: ${this.requests} requests, ${this.serverErrors} answers with 5xx, ${this.faulty} not as documented`,
      ...statuses,
      ...(this.neverDone.length > 0 ? [`never did what they are for: ${this.neverDone.join(', ')}`] : []),
      ...this.faults,
    ].join('\n');
  }
}

function requestText({ method, path, headers, body }: Request): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value.slice(0, 200)}`);
  return [
    `${method} ${path.slice(0, SHOWN)}`,
    ...lines,
    body ? JSON.stringify(body.toString('latin1').slice(0, SHOWN)) : '',
  ].join('\n');
}

function answerText({ status, headers, body }: Answer): string {
  return `${status} ${String(headers['content-type'])} ${String(headers['x-request-id'])} ${body.toString().slice(0, SHOWN)}`;
}
