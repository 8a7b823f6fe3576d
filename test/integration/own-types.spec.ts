import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const LOADER = resolve('test/support/load-own-types.mjs');

const TYPE = (name: string, queue = 'demo_tasks') => `
import { TaskType } from 'async-ai-task-runner';
class Nothing {}
@TaskType({ name: '${name}', queue: '${queue}', description: 'x', input: Nothing, result: Nothing, examples: {} })
export class Handler { async run() { return {}; } }
`;

/** Each folder, what is in it, and what the start says of it. */
const FOLDERS: Record<string, { files: Record<string, string>; says?: RegExp; finds?: number }> = {
  'ein Ordner mit Größe': {
    files: { 'deeper/one.ts': TYPE('a.one'), 'one.spec.ts': 'nonsense (', 'notes.md': '@TaskType' },
    finds: 1,
  },
  'java-script': { files: { 'one.js': TYPE('b.one'), 'two.mjs': TYPE('b.two') }, finds: 2 },
  'as-bundlers-have-it': {
    files: {
      'one.ts': `import { name } from './lib';\n${TYPE('c.one').replace("'c.one'", 'name')}`,
      'lib/index.ts': "export const name: string = 'c.one';",
    },
    finds: 1,
  },
  'built-beside-its-source': {
    files: { 'one.ts': TYPE('d.one'), 'one.js': 'never read: TaskType (' },
    finds: 1,
  },
  'does-not-compile': {
    files: { 'one.ts': '// TaskType\nexport class One {\n  run( {}\n}\n' },
    says: /one\.ts:\d+:\d+ can't be compiled: Expected/,
  },
  throws: {
    files: {
      'one.ts':
        "type Key = string;\n// TaskType\n\nconst read = (): Key => {\n  throw new TypeError('no key');\n};\nread();\n",
    },
    says: /throws\/one\.ts:5:9 throws when it is loaded: TypeError: no key/,
  },
  'misses-a-package': {
    files: {
      'one.ts': `import { TaskType } from 'async-ai-task-runner';\nimport nowhere from 'not-installed';\nconsole.log(nowhere, TaskType);`,
    },
    says: /misses-a-package\/one\.ts:2 imports the package "not-installed", .* npm install not-installed/,
  },
  'imports-a-type': {
    files: {
      'one.ts': "// TaskType\nimport { Shape } from './shape.js';\nexport { Shape };\n",
      'shape.ts': 'export interface Shape { a: string }',
    },
    says: /imports-a-type\/one\.ts:2: .* import \{ type Shape \}/,
  },
  'has-no-type': {
    files: { 'one.ts': 'export const one = 1;' },
    says: /no exported class with @TaskType was found in \/.*has-no-type/,
  },
  'not-exported': {
    files: { 'one.ts': TYPE('e.one').replace('export ', '') },
    says: /the class at .*one\.ts:4 has @TaskType and is not exported/,
  },
  'no-such-queue': {
    files: { 'one.ts': TYPE('f.one', 'no.such') },
    says: /one\.ts:4: the task type "f\.one" names the queue "no\.such", .* defineQueue\(\{ name: "no\.such" \}\)/,
  },
  'one-name-twice': {
    files: { 'one.ts': TYPE('g.one'), 'two.ts': TYPE('g.one') },
    says: /two task types are named "g\.one": .*one\.ts:5 and .*two\.ts:5\./,
  },
  'no-such-concurrency': {
    files: {
      'one.ts':
        "import { defineQueue } from 'async-ai-task-runner';\ndefineQueue({ name: 'q', concurrency: 0 });",
    },
    says: /one\.ts:2:1 throws .* concurrency must be a whole number/,
  },
};

describe('the task types of a folder', () => {
  let base: string;
  const came = new Map<string, { handlers: string[]; problems: string[] }>();

  beforeAll(async () => {
    base = await realpath(await mkdtemp(join(tmpdir(), 'own-types-')));
    for (const [folder, { files }] of Object.entries(FOLDERS)) await fill(join(base, folder), files);
    await installPackages();
    const entries = [...Object.keys(FOLDERS).map((folder) => `./${folder}`), ...PACKAGES];
    const { stdout } = await promisify(execFile)(process.execPath, [LOADER, ...entries], { cwd: base });
    stdout
      .trim()
      .split('\n')
      .forEach((line, index) => came.set(entries[index] ?? '', JSON.parse(line) as never));
  });
  afterAll(() => rm(base, { recursive: true }));

  const right = Object.entries(FOLDERS).filter(([, { finds }]) => finds);
  const wrong = Object.entries(FOLDERS).filter(([, { says }]) => says);

  it.each(right)('are found: %s', (folder, { finds }) => {
    expect(came.get(`./${folder}`)).toMatchObject({ handlers: { length: finds }, problems: [] });
  });

  it.each(wrong)('are refused with the place and what to do: %s', (folder, { says }) => {
    expect(came.get(`./${folder}`)?.problems).toEqual([expect.stringMatching(says as RegExp)]);
  });

  it('may come from installed packages, in either kind of modules, and from linked ones in TypeScript', () => {
    for (const name of ['own-esm', '@own/cjs', 'own-linked'])
      expect(came.get(name)).toMatchObject({ handlers: { length: 1 }, problems: [] });
  });

  it('are refused where the package has none, or is not there', () => {
    expect(came.get('own-empty')?.problems[0]).toMatch(
      /the package "own-empty" exports no class with @TaskType/,
    );
    expect(came.get('own-absent')?.problems[0]).toMatch(/not installed in .* npm install own-absent/);
    expect(came.get('./absent')?.problems[0]).toMatch(/there is no folder .*new-task-type hello --folder/);
  });

  const PACKAGES = ['own-esm', '@own/cjs', 'own-linked', 'own-empty', 'own-absent', './absent'];

  async function installPackages(): Promise<void> {
    const packages = join(base, 'node_modules');
    const called = `TaskType({ name: 'p.NAME', queue: 'demo_tasks', description: 'x', input: Object, result: Object, examples: {} })(Handler);\n`;
    await fill(join(packages, 'own-esm'), {
      'package.json': '{ "type": "module", "exports": { "import": "./main.js" } }',
      'main.js': `import { TaskType } from 'async-ai-task-runner';\nexport class Handler {}\n${called}`,
    });
    await fill(join(packages, '@own/cjs'), {
      'package.json': '{ "main": "main.cjs" }',
      'main.cjs': `const { TaskType } = require('async-ai-task-runner');\nclass Handler {}\n${called}exports.Handler = Handler;\n`,
    });
    await fill(join(packages, 'own-empty'), { 'package.json': '{ "main": "main.js" }', 'main.js': '' });
    await fill(join(base, 'linked'), {
      'package.json': '{ "exports": "./main.ts" }',
      'main.ts': TYPE('p.linked'),
    });
    await symlink(join(base, 'linked'), join(packages, 'own-linked'));
    await symlink(resolve('.'), join(packages, 'async-ai-task-runner'));
  }
});

async function fill(folder: string, files: Record<string, string>): Promise<void> {
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
}
