import { Command, InvalidArgumentError, Option } from 'commander';

/** What was asked for cannot be done as it was asked. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly code = 'wrong_use';
}

/** What every command needs. */
export interface Connection {
  readonly urls: readonly string[];
  readonly key?: string;
  readonly json: boolean;
}

/** What is submitted; `-` stands for what comes on standard input. */
export interface Submission {
  readonly type: string;
  readonly prompt?: string;
  /** JSON. */
  readonly input?: string;
  readonly file?: string;
  readonly priority?: number;
  readonly tags: readonly string[];
  readonly idempotencyKey?: string;
}

export interface ListFilter {
  readonly status?: string;
  readonly type?: string;
  readonly queue?: string;
  readonly search?: string;
  readonly errorCode?: string;
  readonly tag: readonly string[];
  readonly limit: number;
}

export type CommandLine = Connection &
  (
    | { readonly command: 'run'; readonly submission: Submission; readonly detach: boolean }
    | { readonly command: 'watch' | 'show' | 'cancel' | 'retry'; readonly id: string }
    | { readonly command: 'list'; readonly filter: ListFilter }
  );

interface Options {
  readonly url: string;
  readonly key?: string;
  readonly json?: boolean;
  readonly watch?: string;
  readonly type?: string;
  readonly input?: string;
  readonly file?: string;
  readonly priority?: number;
  readonly tag: readonly string[];
  readonly idempotencyKey?: string;
  readonly detach?: boolean;
}

const TEXT = 'ai.text-generation';
const FILE = 'demo.file-processing';

/** @throws UsageError, or commander's own error after it has told the person */
export function readCommandLine(argv: readonly string[]): CommandLine {
  let read: CommandLine | null = null;
  const take = (one: CommandLine): void => void (read = one);
  program(take).parse(argv);
  if (!read) throw new UsageError('Nothing to do; --help says what there is.');
  return read;
}

function program(take: (read: CommandLine) => void): Command {
  const root = withOptions(new Command('npm run task --'));
  root.action((prompt?: string) => take(toRunOrWatch(prompt, root.opts<Options>())));
  const connection = (): Connection => connectionFrom(root.opts<Options>());
  root
    .command('list')
    .description('lists tasks, newest first; --type and --tag narrow it too')
    .option('--status <status>', 'only these, separated by commas, such as FAILED,PENDING')
    .option('--queue <name>', 'only of this queue')
    .option('--search <text>', 'words in input, result, error, tags or metadata, or an id')
    .option('--error-code <code>', 'failed with this code')
    .option('--limit <n>', 'how many at most, 1 to 200', wholeNumber(1, 200), 20)
    .action((own: Omit<ListFilter, 'tag' | 'type'>) => {
      const { type, tag } = root.opts<Options>();
      take({ ...connection(), command: 'list', filter: { ...own, type, tag } });
    });
  for (const [command, description] of Object.entries(ON_ONE)) {
    root
      .command(`${command} <id>`)
      .description(description)
      .action((id: string) => take({ ...connection(), command: command as keyof typeof ON_ONE, id }));
  }
  return root;
}

const ON_ONE = {
  show: 'shows a task',
  cancel: 'stops a task, waiting or running',
  retry: 'runs a failed or cancelled task again',
} as const;

function withOptions(command: Command): Command {
  return command
    .description('Submits a task, follows it to its end, and prints its text or result.')
    .argument('[prompt]', 'what to ask the language model; - reads it from standard input')
    .option('-t, --type <name>', `the type of the task (default: ${TEXT}, with --file ${FILE})`)
    .option('-i, --input <json>', 'the input of the task, as a JSON object; - reads it from standard input')
    .option('-f, --file <path>', "uploads the file and puts its id into the input's fileId")
    .option('-p, --priority <n>', '1 to 10, 10 is the most urgent', wholeNumber(1, 10))
    .option(
      '--tag <tag>',
      'a tag; may be given several times',
      (tag: string, tags: readonly string[]) => [...tags, tag],
      [],
    )
    .option(
      '--idempotency-key <key>',
      'the same key with the same task, within a day, gives the first task again',
    )
    .option('-d, --detach', 'prints the id of the task and leaves')
    .option('-w, --watch <id>', 'follows a task that exists')
    .option('-j, --json', 'prints the whole task, as JSON, at its end')
    .addOption(
      new Option('-u, --url <url>', 'where the API is; several with commas')
        .env('TASK_RUNNER_URL')
        .default('http://127.0.0.1:3000'),
    )
    .addOption(new Option('-k, --key <key>', 'the API key').env('TASK_RUNNER_KEY'))
    .addHelpText(
      'after',
      '\nExit code: 0 completed, 1 failed or cancelled, 2 wrong use, refused or no server, 130 interrupted.',
    )
    .configureHelp({ showGlobalOptions: true })
    .exitOverride();
}

function toRunOrWatch(prompt: string | undefined, options: Options): CommandLine {
  const { watch, type, input, file, priority, tag: tags, idempotencyKey, detach = false } = options;
  const asked = [prompt, input, file, type].some((part) => part !== undefined);
  if (!asked && watch === undefined) {
    throw new UsageError(
      'Nothing to do. Give a prompt, a --type with its --input, a --file, or a task to --watch; --help says more.',
    );
  }
  if (asked && watch !== undefined) {
    throw new UsageError(
      '--watch follows a task that exists: it goes with no prompt, --type, --input or --file.',
    );
  }
  if (watch !== undefined) return { ...connectionFrom(options), command: 'watch', id: watch };
  refuseUnclear(options, prompt);
  const submission = {
    type: type ?? (file ? FILE : TEXT),
    prompt,
    input,
    file,
    priority,
    tags,
    idempotencyKey,
  };
  return { ...connectionFrom(options), command: 'run', submission, detach };
}

function refuseUnclear({ input, file, idempotencyKey }: Options, prompt: string | undefined): void {
  if (prompt === '-' && input === '-')
    throw new UsageError('Only one of the prompt and --input can be read from standard input.');
  if (file !== undefined && idempotencyKey !== undefined) {
    throw new UsageError(
      '--idempotency-key does not go with --file: each upload is a new file, and so another task.',
    );
  }
}

/** What a header can hold; with another character the request could not even be made. */
const SENDABLE = /^[\x21-\x7e]+$/;

function connectionFrom({ url, key, json = false }: Options): Connection {
  if (key && !SENDABLE.test(key))
    throw new UsageError(
      '--key, or TASK_RUNNER_KEY: holds a character that cannot be sent, such as a space or a curly quote.',
    );
  return { urls: urlsFrom(url), key, json };
}

function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
    if (number >= least && number <= most) return number;
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
  };
}

function urlsFrom(list: string): string[] {
  const urls = list.split(',').map((url) => url.trim());
  const wrong = urls.find((url) => !/^https?:\/\//.test(url) || !URL.canParse(url));
  if (wrong !== undefined)
    throw new UsageError(`--url: "${wrong}" is not an address such as http://127.0.0.1:3000.`);
  if (urls.some((url) => new URL(url).username || new URL(url).password))
    throw new UsageError(
      '--url, or TASK_RUNNER_URL: must not hold a user or a password, which are never sent.',
    );
  return urls;
}
