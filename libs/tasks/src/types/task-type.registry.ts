import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { inputProblems, instanceOf } from '../input/input-validation.js';
import {
  InputRefused,
  below,
  queueNames,
  HANDLER_FILE,
  TASK_TYPE,
  TASK_TYPE_DEFAULTS,
  type TaskHandler,
  type TaskTypeOptions,
} from '@app/handlers';
import { schemaOf } from './json-schema.js';
import { plainInput } from './plain-input.js';

/** A task type as it is found at start: its options with all defaults, its handler and its schemas. */
export interface RegisteredTaskType extends Required<TaskTypeOptions> {
  readonly handler: TaskHandler<object, object>;
  readonly inputSchema: object;
  readonly resultSchema: object;
}

/** Every task type of the process, found by its decorator. */
@Injectable()
export class TaskTypeRegistry implements OnModuleInit {
  private readonly types = new Map<string, RegisteredTaskType>();

  constructor(private readonly discovery: DiscoveryService) {}

  /**
   * @throws where two handlers have the same name, one names an unknown queue, or there is no handler at all
   */
  onModuleInit(): void {
    for (const { metatype, instance } of this.discovery.getProviders()) {
      const options = metatype && (Reflect.getMetadata(TASK_TYPE, metatype) as TaskTypeOptions | undefined);
      if (options) this.register(options, instance as TaskHandler<object, object>);
    }
    if (this.types.size === 0)
      throw new Error(
        'No task type was found: add the module that provides the @TaskType classes to the imports.',
      );
  }

  register(options: TaskTypeOptions, handler: TaskHandler<object, object>): void {
    const other = this.types.get(options.name);
    if (other) {
      const names = [other.handler.constructor.name, handler.constructor.name].join(' and ');
      throw new Error(
        `Two handlers are named "${options.name}": ${names}. Give one of them another name in its @TaskType.`,
      );
    }
    if (!queueNames().includes(options.queue)) throw unknownQueue(options, handler);
    this.types.set(options.name, {
      ...TASK_TYPE_DEFAULTS,
      ...options,
      handler,
      inputSchema: schemaOf(options.input),
      resultSchema: schemaOf(options.result),
    });
  }

  all(): RegisteredTaskType[] {
    return [...this.types.values()].sort((one, other) => one.name.localeCompare(other.name));
  }

  names(): string[] {
    return [...this.types.keys()];
  }

  find(name: string): RegisteredTaskType | undefined {
    return this.types.get(name);
  }

  queues(): string[] {
    return [...new Set(this.all().map(({ queue }) => queue))].sort();
  }

  /**
   * The type of a submission, once its input has been found right.
   * @param known the names of all types that there are
   * @throws InputRefused with paths that begin with `type` or `input`
   */
  check(name: string, input: unknown, known = this.names()): RegisteredTaskType {
    const type = this.find(name);
    if (!type)
      throw new InputRefused([
        { path: 'type', message: `is not known; known are ${[...known].sort().join(', ')}` },
      ]);
    const instance = instanceOf(type.input, plainInput(input));
    const problems = inputProblems(instance, ['input']);
    if (problems.length > 0) throw new InputRefused(problems);
    checkWithHandler(type, instance);
    return type;
  }
}

/** Without it tasks of the type would be accepted, and wait for ever. */
function unknownQueue({ name, queue }: TaskTypeOptions, handler: object): Error {
  const file = Reflect.getMetadata(HANDLER_FILE, handler.constructor) as string | undefined;
  return new Error(
    `The task type "${name}" names the queue "${queue}", which nobody has defined; defined are ${queueNames().join(', ')}. ` +
      `Mend its @TaskType in ${file ?? handler.constructor.name}, or define the queue beside it: defineQueue({ name: '${queue}' }).`,
  );
}

function checkWithHandler(type: RegisteredTaskType, input: object): void {
  try {
    type.handler.check?.(input);
  } catch (error) {
    if (!(error instanceof InputRefused)) throw error;
    throw new InputRefused(below(['input'], error.problems));
  }
}
