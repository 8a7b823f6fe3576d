import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { BackgroundLoop } from '@app/loops';
import { LOGGER, type Logger } from '@app/observability';
import { Notifier, RemoteWorkRepository, type StoredTaskType, TaskTypeRepository } from '@app/persistence';
import { TaskTypeIsBuiltIn, TaskTypeNotFound } from '../errors.js';
import { below, filesIn, InputRefused, type InputProblem, TASK_TYPE_DEFAULTS } from '@app/handlers';
import { RemoteTaskType } from './remote-task-type.js';
import { allSchemas, selfContained } from './class-schemas.js';
import { plainInput } from './plain-input.js';
import { type SchemaCheck, schemaCheck } from './schema-check.js';
import { type RegisteredTaskType, TaskTypeRegistry } from './task-type.registry.js';

/** How soon a change is seen whose notification was lost. */
const LOOK_EVERY_MS = 10_000;

/** Of workers over HTTP: all processes keep all types in memory, and each is in the OpenAPI document. */
const MOST_REGISTERED = 1_000;

/** Tasks of one statement. */
const HANDED_OVER_AT_ONCE = 1_000;

/** What accepting a task needs to know of its type, whoever runs it. */
export interface AcceptedType {
  readonly name: string;
  readonly queue: string;
  readonly maxAttempts: number;
  readonly timeoutMs: number;
  /** Before the first retry. */
  readonly retryDelayMs: number;
  /** The stored files that an input names. */
  readonly filesIn: (input: object) => { readonly field: string; readonly id: string }[];
  /** Workers take its tasks over HTTP; null where the broker brings them to one of ours. */
  readonly remote: true | null;
}

/**
 * All types that tasks can be submitted of: those of the handlers of this process, and those that workers
 * registered over HTTP, in whatever process. A handler's type wins over a registered one of its name.
 */
@Injectable()
export class TaskTypes implements OnApplicationBootstrap, OnModuleDestroy {
  private registered: ReadonlyMap<string, RemoteTaskType> = new Map();
  /** By type, for those who end tasks of our own handlers from outside. */
  private readonly ownResults = new Map<string, SchemaCheck>();
  private readonly listeners: (() => void)[] = [];
  private readonly loop = new BackgroundLoop({
    name: 'task types',
    pass: () => this.load(),
    everyMs: LOOK_EVERY_MS,
    onFailure: (failure) => this.logger.warn(failure, 'could not read the task types of workers over HTTP'),
  });

  constructor(
    private readonly handlers: TaskTypeRegistry,
    private readonly repository: TaskTypeRepository,
    private readonly work: RemoteWorkRepository,
    private readonly notifier: Notifier,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.notifier.on('task_types', () => this.loop.wake());
    this.loop.start();
    await this.loop.passNow();
  }

  onModuleDestroy(): Promise<void> {
    return this.loop.stop();
  }

  /** Told when the types of workers over HTTP have changed. */
  onChange(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** Those of our own handlers. */
  builtIn(): RegisteredTaskType[] {
    return this.handlers.all();
  }

  /** Those of workers over HTTP, by name. */
  remote(): RemoteTaskType[] {
    return [...this.registered.values()].sort((one, other) => one.name.localeCompare(other.name));
  }

  findRemote(name: string): RemoteTaskType | undefined {
    return this.registered.get(name);
  }

  /** Those whose tasks the broker brings to our own workers. */
  brokerQueues(): string[] {
    return this.handlers.queues();
  }

  queues(): string[] {
    return [...new Set([...this.handlers.queues(), ...this.remote().map(({ queue }) => queue)])].sort();
  }

  /**
   * The type of a submission, once its input has been found right.
   * @throws InputRefused with paths that begin with `type` or `input`
   */
  check(name: string, input: unknown): AcceptedType {
    const remote = this.registered.get(name);
    if (!remote) return acceptedType(this.handlers.check(name, input, this.names()));
    remote.checkInput(plainInput(input));
    return { ...remote.stored, filesIn: () => [], remote: true };
  }

  find(name: string): AcceptedType | undefined {
    const remote = this.registered.get(name);
    if (remote) return { ...remote.stored, filesIn: () => [], remote: true };
    const type = this.handlers.find(name);
    return type && acceptedType(type);
  }

  /** What is wrong with a result that came from outside, by its schema; paths begin with `result`. */
  resultProblems(name: string, result: object): InputProblem[] {
    const remote = this.registered.get(name);
    if (remote) return remote.resultProblems(result);
    const type = this.handlers.find(name);
    return type ? below(['result'], this.ownResultCheck(type)(result)) : [];
  }

  /** Of its first retry; the usual one where nobody has the type any more. */
  retryDelayMs(name: string): number {
    return this.find(name)?.retryDelayMs ?? TASK_TYPE_DEFAULTS.retryDelayMs;
  }

  /**
   * Reads types that this process does not know: another process may have registered them a moment ago. Asks
   * the database for nothing where all are known.
   */
  async learn(names: readonly string[]): Promise<void> {
    const unknown = new Set(names.filter((name) => !this.find(name)));
    if (unknown.size > 0 && (await this.repository.find([...unknown])).length > 0) await this.load();
  }

  /**
   * Registers a type, or replaces it.
   * @throws InputRefused, TaskTypeIsBuiltIn
   */
  async put(type: StoredTaskType): Promise<void> {
    if (this.handlers.find(type.name)) throw new TaskTypeIsBuiltIn(type.name);
    new RemoteTaskType(type).check();
    if (!this.registered.has(type.name) && this.registered.size >= MOST_REGISTERED) throw tooManyTypes();
    await this.repository.put(type);
    await this.load();
    // an earlier version of the server may have had it as its own
    while ((await this.work.handOver(type.name, HANDED_OVER_AT_ONCE)) === HANDED_OVER_AT_ONCE);
  }

  /** Its waiting tasks stay. @throws TaskTypeIsBuiltIn, TaskTypeNotFound */
  async remove(name: string): Promise<void> {
    if (this.handlers.find(name)) throw new TaskTypeIsBuiltIn(name);
    if (!(await this.repository.remove(name))) throw new TaskTypeNotFound(name);
    await this.load();
  }

  private ownResultCheck({ name, resultSchema }: RegisteredTaskType): SchemaCheck {
    const check = this.ownResults.get(name) ?? schemaCheck(selfContained(resultSchema, allSchemas()), 'own');
    this.ownResults.set(name, check);
    return check;
  }

  private names(): string[] {
    return [...this.handlers.names(), ...this.registered.keys()];
  }

  private async load(): Promise<void> {
    const stored = await this.repository.all();
    const own = stored.filter(({ name }) => !this.handlers.find(name));
    const changed = own.filter((type) => !this.registered.get(type.name)?.isEqual(type));
    if (changed.length === 0 && own.length === this.registered.size) return;
    const kept = (type: StoredTaskType): RemoteTaskType =>
      (!changed.includes(type) && this.registered.get(type.name)) || new RemoteTaskType(type);
    this.registered = new Map(own.map((type) => [type.name, kept(type)]));
    for (const listener of this.listeners) listener();
  }
}

function tooManyTypes(): InputRefused {
  const message = `is one too many: ${MOST_REGISTERED} types are registered; take those away that nobody needs`;
  return new InputRefused([{ path: 'name', message }]);
}

function acceptedType(type: RegisteredTaskType): AcceptedType {
  return { ...type, filesIn: (input) => filesIn(type.input, input), remote: null };
}
