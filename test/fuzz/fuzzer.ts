import { AnswerSchemas } from './answer-schemas.js';
import { Judge } from './judge.js';
import { KnownValues } from './known-values.js';
import { mutated } from './mutations/index.js';
import { type Document, type Operation, operationAt, operationsOf } from './operations.js';
import { Random } from './random.js';
import { FuzzReport } from './report.js';
import type { Answer, Request } from './request.js';
import { SchemaValues } from './schema-values.js';
import type { Sender } from './senders.js';
import { ValidRequests, written } from './valid-request.js';

const VALID_SHARE = 0.3;

export interface FuzzOptions {
  readonly document: Document;
  readonly sender: Sender;
  /** The same seed makes the same choices; ids and cursors are those of the run. */
  readonly seed: string;
  readonly requests: number;
  /** Under way at once. */
  readonly concurrency: number;
  /** Sent with each request, unless a mutation changes them. */
  readonly headers: Readonly<Record<string, string>>;
  /** Looks on, at what an operation answered. */
  readonly onAnswer?: (operation: Operation, answer: Answer, number: number) => void;
}

/**
 * Asks an API everything that its own document says it takes, and more, and holds each answer against the
 * document.
 */
export class Fuzzer {
  readonly report: FuzzReport;
  private readonly operations: Operation[];
  /** Each as often as it can be asked in different ways. */
  private readonly weighted: Operation[];
  private readonly known = new KnownValues();
  private readonly requests: ValidRequests;
  private readonly judge: Judge;
  private next = 0;

  constructor(private readonly options: FuzzOptions) {
    const { document, headers, seed } = options;
    const { schemas } = document.components;
    this.operations = operationsOf(document);
    this.weighted = this.operations.flatMap((one) => Array.from({ length: weightOf(one) }, () => one));
    this.requests = new ValidRequests(new SchemaValues(schemas, this.known), this.known, headers);
    this.judge = new Judge(this.operations, new AnswerSchemas(document), {
      $ref: '#/components/schemas/Problem',
    });
    this.report = new FuzzReport(seed, this.operations);
  }

  async run(): Promise<FuzzReport> {
    await Promise.all(Array.from({ length: this.options.concurrency }, () => this.lane()));
    return this.report;
  }

  private async lane(): Promise<void> {
    while (this.next < this.options.requests) await this.one((this.next += 1));
  }

  private async one(number: number): Promise<void> {
    const random = new Random(`${this.options.seed}:${number}`);
    const operation = random.pick(this.weighted);
    const draft = this.requests.draft(operation, random);
    const request = written(random.chance(VALID_SHARE) ? draft : mutated(draft, random, this.known));
    try {
      this.look(number, request, await this.options.sender.send(request));
    } catch (error) {
      this.report.fault(number, request, null, [`no answer: ${String(error)}`]);
    }
  }

  private look(number: number, request: Request, answer: Answer): void {
    const operation = operationAt(this.operations, request.method, request.path);
    this.report.count(operation, answer);
    const faults = this.judge.faults(request, answer);
    if (faults.length > 0) this.report.fault(number, request, answer, faults);
    if (!operation) return;
    this.known.learn(operation, answer);
    this.options.onAnswer?.(operation, answer, number);
  }
}

function weightOf({ body, parameters }: Operation): number {
  return 1 + (body ? 5 : 0) + Math.min(parameters.length, 3);
}
