/** A task type that works, to begin from. @param type its name; @param name the name of its classes */
export function handlerText(type: string, name: string): string {
  return `import { type TaskContext, type TaskHandler, TaskType } from 'async-ai-task-runner';
import { IsString, MaxLength } from 'async-ai-task-runner/validation';

export class ${name}Input {
  @IsString() @MaxLength(100) name!: string;
}

export class ${name}Result {
  @IsString() greeting!: string;
}

@TaskType({
  name: '${type}',
  queue: 'demo_tasks',
  description: 'Greets somebody.',
  input: ${name}Input,
  result: ${name}Result,
  examples: { short: { name: 'Ada' } },
})
export class ${name}Handler implements TaskHandler<${name}Input, ${name}Result> {
  async run({ input, progress }: TaskContext<${name}Input>): Promise<${name}Result> {
    progress(50, 'thinking of a greeting');
    return { greeting: \`Hello, \${input.name}!\` };
  }
}
`;
}

/** Its spec, for the test runner of Node. @param file the name of the handler's file */
export function specText(file: string, name: string): string {
  return `import { deepEqual } from 'node:assert/strict';
import { test } from 'node:test';
import { contextFor } from 'async-ai-task-runner/testing';
import { ${name}Handler } from './${file}.js';

test('greets', async () => {
  const context = contextFor({ name: 'Ada' });
  deepEqual(await new ${name}Handler().run(context), { greeting: 'Hello, Ada!' });
  deepEqual(context.reported.progress, [{ percent: 50, message: 'thinking of a greeting' }]);
});
`;
}
