import { access, mkdir, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { CommandError, WrongUse } from '../errors.js';
import { handlerText, specText } from './task-type-template.js';

const NAME = /^(?:([a-z][a-z0-9-]*)\.)?([a-z][a-z0-9]*(?:-[a-z0-9]+)*)$/;

/** Makes a task type in a folder of the user's, with a spec that passes. */
export async function newTaskType(given: string, folder: string): Promise<void> {
  const [, namespace = 'own', name] = NAME.exec(given) ?? [];
  if (!name)
    throw new WrongUse(
      `A task type can't be named "${given}": use small letters, digits and -, such as invoice-import or billing.invoice-import.`,
    );
  const [handler, spec] = [`${name}.ts`, `${name}.spec.ts`].map((file) => join(folder, file)) as [
    string,
    string,
  ];
  for (const file of [handler, spec])
    if (await exists(file)) throw new CommandError(`${file} is there already.`);
  await mkdir(folder, { recursive: true });
  await writeFile(handler, handlerText(`${namespace}.${name}`, pascal(name)), { flag: 'wx' });
  await writeFile(spec, specText(name, pascal(name)), { flag: 'wx' });
  process.stdout.write(told(`${namespace}.${name}`, handler, spec, folder));
}

function told(type: string, handler: string, spec: string, folder: string): string {
  const place = relative('', resolve(folder)) || '.';
  return `Made ${type}. It greets until you make it do something else:

  ${handler}   what it takes, what it gives, and the work
  ${spec}   passes now: node --import async-ai-task-runner/register --test ${JSON.stringify(spec)}

Run it: npx task-runner start --task-types ${JSON.stringify(place.startsWith('.') ? place : `./${place}`)}
`;
}

function pascal(name: string): string {
  return name.replaceAll(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
