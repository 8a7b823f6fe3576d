import 'reflect-metadata';
import { productVersion } from './product-version.js';
import { Command, CommanderError } from 'commander';
import { CommandError, WrongUse } from './errors.js';
import type { TaskTypesOption, WorkerOptions } from './options.js';

const EXIT = { failed: 1, wrongUse: 2 } as const;

const EXAMPLES = `
Examples:
  npx task-runner new-task-type hello             makes task-types/hello.ts, which you change
  npx task-runner start --task-types ./task-types
  npx task-runner worker --queues demo_tasks --concurrency 4

Settings are environment variables, or a file .env in this folder; README.md and docs/ of the package list them.`;

/** Runs what the command line asks for. What cannot be done ends with exit code 1, wrong use with 2. */
export async function runCommand(argv: readonly string[]): Promise<void> {
  try {
    await program().parseAsync([...argv]);
  } catch (error) {
    process.exitCode = codeOf(error);
  }
}

function codeOf(error: unknown): number {
  // it has told the person
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT.wrongUse;
  if (!(error instanceof CommandError)) throw error;
  process.stderr.write(`${error.message}\n`);
  return error instanceof WrongUse ? EXIT.wrongUse : EXIT.failed;
}

/** Each command loads what it needs: help shall not wait for the driver of a database. */
function program(): Command {
  const root = new Command('task-runner')
    .description('Runs tasks: accepts them over HTTP, keeps them in PostgreSQL, and never loses one.')
    .version(productVersion(), '-v, --version')
    .addHelpText('after', EXAMPLES)
    .showHelpAfterError('(task-runner --help says what there is)')
    .showSuggestionAfterError()
    .exitOverride();
  withTaskTypes(root.command('start'))
    .description(
      'everything on this machine: a PostgreSQL unless DATABASE_URL is set, API, worker, dashboard',
    )
    .option(
      '--no-watch',
      'do not look at the files of the task types; what is saved runs after the next start',
    )
    .action(async (options: TaskTypesOption & { watch: boolean }) =>
      (await import('./commands/start.js')).start(options),
    );
  withTaskTypes(root.command('api'))
    .description('the API alone, on DATABASE_URL')
    .action(async (options: TaskTypesOption) => (await import('./commands/part.js')).runPart('api', options));
  withTaskTypes(root.command('worker'))
    .description('a worker alone, on DATABASE_URL')
    .option('-q, --queues <names>', 'only these queues, separated by commas (default: all)')
    .option('-c, --concurrency <number>', 'tasks of one queue at once (default: 10)')
    .action(async (options: WorkerOptions) =>
      (await import('./commands/part.js')).runPart('worker', options),
    );
  root
    .command('migrate')
    .description('brings the tables of the database up to date, and ends')
    .action(async () => (await import('./commands/migrate.js')).migrate());
  addKeys(root.command('keys'));
  root
    .command('new-task-type')
    .description('makes a task type, and its spec, for you to change')
    .argument('<name>', 'such as invoice-import, or with its namespace: billing.invoice-import')
    .option('-f, --folder <folder>', 'where', './task-types')
    .action(async (name: string, { folder }: { folder: string }) =>
      (await import('./commands/new-task-type.js')).newTaskType(name, folder),
    );
  return root;
}

function addKeys(keys: Command): void {
  keys.description('keys for the API, as API_KEYS has them');
  keys
    .command('create')
    .description('makes a key, and prints its entry for API_KEYS')
    .argument('<name>', 'whose it is')
    .option('-s, --scope <scope...>', 'what it may do (default: everything)')
    .action(async (name: string, { scope }: { scope?: string[] }) =>
      (await import('./commands/keys.js')).create(name, scope),
    );
  keys
    .command('list')
    .description('lists the names and scopes of API_KEYS, never a key')
    .action(async () => (await import('./commands/keys.js')).list());
}

function withTaskTypes(command: Command): Command {
  return command.option(
    '-t, --task-types <place>',
    'a folder, a file or an installed package with task types of yours; may be given several times',
    (place: string, places: readonly string[] = []) => [...places, place],
  );
}
