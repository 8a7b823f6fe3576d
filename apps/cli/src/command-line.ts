import { Command, Option } from 'commander';

/** What was asked for cannot be done as it was asked. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly code = 'wrong_use';
}

export interface CommandLine {
  readonly urls: readonly string[];
  readonly key?: string;
  readonly json: boolean;
  /** The task to watch, else one is submitted. */
  readonly watch?: string;
  readonly type: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly file?: string;
}

interface Options {
  readonly url: string;
  readonly key?: string;
  readonly json?: boolean;
  readonly watch?: string;
  readonly type?: string;
  readonly input?: string;
  readonly file?: string;
}

const TEXT = 'ai.text-generation';
const FILE = 'demo.file-processing';

/** @throws UsageError, or commander's own error after it has told the person */
export function readCommandLine(argv: readonly string[]): CommandLine {
  const command = commandLine().parse(argv);
  const { url, json = false, type, input, ...options } = command.opts<Options>();
  const prompt = command.args[0];
  const asked = [prompt, input, options.file, type].some((part) => part !== undefined);
  refuseUnclear(asked, options.watch !== undefined);
  const given = { ...(prompt !== undefined && { prompt }), ...(input !== undefined && objectFrom(input)) };
  return { ...options, json, urls: urlsFrom(url), type: type ?? (options.file ? FILE : TEXT), input: given };
}

function refuseUnclear(asked: boolean, watches: boolean): void {
  if (!asked && !watches) {
    throw new UsageError('Nothing to do. Give a prompt, a --type with its --input, a --file, or a task to --watch; --help says more.');
  }
  if (asked && watches) throw new UsageError('--watch follows a task that exists: it goes with no prompt, --type, --input or --file.');
}

function commandLine(): Command {
  return new Command('npm run task --')
    .description('Submits a task, follows it to its end, and prints its text or result.')
    .argument('[prompt]', 'what to ask the language model')
    .option('-t, --type <name>', `the type of the task (default: ${TEXT}, with --file ${FILE})`)
    .option('-i, --input <json>', 'the input of the task, as a JSON object')
    .option('-f, --file <path>', "uploads the file and puts its id into the input's fileId")
    .option('-w, --watch <id>', 'follows a task that exists')
    .option('-j, --json', 'prints the whole task, as JSON, at its end')
    .addOption(
      new Option('-u, --url <url>', 'where the API is; several with commas').env('TASK_RUNNER_URL').default('http://127.0.0.1:3000'),
    )
    .addOption(new Option('-k, --key <key>', 'the API key').env('TASK_RUNNER_KEY'))
    .addHelpText('after', '\nExit code: 0 completed, 1 failed or cancelled, 2 wrong use or no server, 130 interrupted.')
    .exitOverride();
}

function objectFrom(input: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(input);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // said below
  }
  throw new UsageError('--input is not a JSON object, such as \'{"expression":"1 + 1"}\'.');
}

function urlsFrom(list: string): string[] {
  const urls = list.split(',').map((url) => url.trim());
  const wrong = urls.find((url) => !/^https?:\/\//.test(url) || !URL.canParse(url));
  if (wrong !== undefined) throw new UsageError(`--url: "${wrong}" is not an address such as http://127.0.0.1:3000.`);
  return urls;
}
