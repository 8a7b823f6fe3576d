/**
 * `npm run new:task-type -- NAME`: makes the folder of a task type from the worked example in
 * examples/word-count, with a spec that passes. NAME is a name such as `invoice-import`, or with its
 * namespace `billing.invoice-import`.
 */
import { access, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './sources.mjs';

const NAME = /^(?:([a-z][a-z0-9-]*)\.)?([a-z][a-z0-9]*(?:-[a-z0-9]+)*)$/;
const EXAMPLE = join(root, 'examples/word-count');

try {
  await make(process.argv.slice(2));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

async function make(args) {
  const [, namespace = 'demo', name] = (args.length === 1 && NAME.exec(args[0])) || [];
  if (!name)
    throw new Error(
      'Say how the type is called: npm run new:task-type -- invoice-import (or billing.invoice-import)',
    );
  const folder = join(root, 'libs/task-types/src', name);
  if (await exists(folder))
    throw new Error(`There is a task type of this name already: libs/task-types/src/${name}`);
  await mkdir(folder);
  const files = (await readdir(EXAMPLE)).filter((file) => file.startsWith('word-count.'));
  await Promise.all(files.map((file) => copy(file, folder, namespace, name)));
  tell(`${namespace}.${name}`, name);
}

async function copy(file, folder, namespace, name) {
  const text = await readFile(join(EXAMPLE, file), 'utf8');
  const queue = namespace === 'ai' ? 'ai_processing' : 'demo_tasks';
  const own = text
    .replaceAll('demo.word-count', `${namespace}.${name}`)
    .replaceAll('demo_tasks', queue)
    .replaceAll('word-count', name)
    .replaceAll('WordCount', pascal(name));
  await writeFile(join(folder, file.replace('word-count', name)), own, { flag: 'wx' });
}

function tell(type, name) {
  console.log(`Made ${type} in libs/task-types/src/${name}. It counts words until you make it do something else:

  ${name}.input.ts         what a client sends, and what is refused
  ${name}.result.ts        what it gets
  ${name}.handler.ts       the work, and the type's name, queue and defaults
  ${name}.handler.spec.ts  passes now: npm run unit -- --testPathPatterns ${name}/

Then npm start, and try it in Swagger UI at /docs. docs/task-types.md has the rest.`);
}

function pascal(name) {
  return name.replaceAll(/(?:^|-)([a-z0-9])/g, (_, letter) => letter.toUpperCase());
}

function exists(path) {
  return access(path).then(
    () => true,
    () => false,
  );
}
