import { type Class, queueNames, TASK_TYPE, type TaskTypeOptions } from '@app/handlers';
import { placeOf, placeOfClass } from './place.js';

/** What is wrong between task types that are loaded: two of one name, a queue that nobody has defined. */
export async function checkTaskTypes(handlers: readonly Class[]): Promise<string[]> {
  const unknown = handlers.filter((handler) => !queueNames().includes(optionsOf(handler).queue));
  return [...doubled(handlers), ...(await Promise.all(unknown.map(unknownQueue)))];
}

function doubled(handlers: readonly Class[]): string[] {
  const byName = new Map<string, Class[]>();
  for (const handler of handlers) {
    const { name } = optionsOf(handler);
    byName.set(name, [...(byName.get(name) ?? []), handler]);
  }
  return [...byName]
    .filter(([, all]) => all.length > 1)
    .map(
      ([name, all]) =>
        `two task types are named "${name}": ${all.map(placeOfClass).join(' and ')}. Give one of them another name in its @TaskType.`,
    );
}

async function unknownQueue(handler: Class): Promise<string> {
  const { name, queue } = optionsOf(handler);
  const file = placeOfClass(handler).replace(/:\d+$/, '');
  const place = await placeOf(file, new RegExp(`queue:\\s*['"\`]${queue.replace(/\W/g, '\\$&')}`));
  return (
    `${place}: the task type "${name}" names the queue "${queue}", which nobody has defined; defined are ${queueNames().join(', ')}. ` +
    `Name one of these, or define it beside the class: defineQueue({ name: ${JSON.stringify(queue)} }).`
  );
}

function optionsOf(handler: Class): TaskTypeOptions {
  return Reflect.getMetadata(TASK_TYPE, handler) as TaskTypeOptions;
}
