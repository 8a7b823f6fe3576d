import type { DiscoveryService } from '@nestjs/core';
import { IsString } from 'class-validator';
import { defineQueue, HANDLER_FILE, TaskType, type TaskTypeOptions } from '@app/handlers';
import { TaskTypeRegistry } from './task-type.registry.js';

class Text {
  @IsString() readonly text!: string;
}

/** Starts with one handler, found in a file. */
function start(given: Partial<TaskTypeOptions>, file = '/types/one.handler.ts'): TaskTypeRegistry {
  @TaskType({
    name: 'test.one',
    queue: 'known',
    description: 'x',
    input: Text,
    result: Text,
    examples: {},
    ...given,
  })
  class OneHandler {
    run = async (): Promise<Text> => ({ text: '' });
  }
  Reflect.defineMetadata(HANDLER_FILE, file, OneHandler);
  const discovery = {
    getProviders: () => [{ metatype: OneHandler, instance: new OneHandler() }],
  } as unknown as DiscoveryService;
  const registry = new TaskTypeRegistry(discovery);
  registry.onModuleInit();
  return registry;
}

describe('the task types of a process', () => {
  beforeAll(() => void defineQueue({ name: 'known' }));

  it('have queues that are defined', () => {
    expect(start({}).queues()).toEqual(['known']);
  });

  it('stop the start where one names a queue that nobody has defined, with the file and what to do', () => {
    const starting = (): unknown => start({ queue: 'knwon' });
    expect(starting).toThrow(
      /The task type "test.one" names the queue "knwon", which nobody has defined; defined are known\./,
    );
    expect(starting).toThrow(/\/types\/one\.handler\.ts.*defineQueue\(\{ name: 'knwon' \}\)/);
  });
});
