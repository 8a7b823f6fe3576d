import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify, stripVTControlCharacters } from 'node:util';

const execute = promisify(execFile);
const LIMIT_MS = 600_000;
const READY = { 'npm start': /Try it:\n\n.+\n/, 'npm run dev': /Watching\..+\n/ };

/** Somebody with an empty folder, who types commands there; remembers what the terminal shows. */
export class Newcomer {
  #shown = '';
  #answer = '';
  #last = '';
  #product = null;

  constructor(base) {
    this.base = base;
    this.folder = join(base, 'async-ai-task-runner');
    this.environment = { ...process.env, LOG_FORMAT: 'pretty' }; // as on a terminal
  }

  static async clone(repository) {
    const base = await mkdtemp(join(tmpdir(), 'first-hour-'));
    await chmod(base, 0o711); // as root, PostgreSQL runs as another user
    const newcomer = new Newcomer(base);
    await execute('git', ['clone', '--quiet', repository, newcomer.folder]);
    return newcomer;
  }

  /** What the terminal shows since the last picture of it. */
  screen() {
    const shown = this.#shown;
    this.clear();
    return shown.trim();
  }

  clear() {
    this.#shown = '';
  }

  /** The last output, as JSON. */
  answer() {
    return JSON.parse(this.#answer);
  }

  /** Starts the product in a terminal and waits until it is ready. @param {keyof READY} command */
  async start(command) {
    const [program, ...args] = command.split(' ');
    const product = spawn(program, args, {
      cwd: this.folder,
      env: this.environment,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    this.#product = product;
    let text = '';
    for (const stream of [product.stdout, product.stderr])
      stream.setEncoding('utf8').on('data', (more) => (text += more));
    await until(
      () => READY[command].test(text) || product.exitCode !== null,
      () => text,
    );
    if (product.exitCode !== null) throw new Error(text);
    this.#shown += `$ ${command}\n${stripVTControlCharacters(text)}`;
  }

  /** Runs a command in a second terminal; where it is to answer something, until it does. */
  async type(command, wanted = /^/) {
    await this.#repeat(command, (text) => wanted.test(text));
  }

  /** The same, until the answer is such a JSON. */
  async typeUntil(command, wanted) {
    await this.#repeat(command, (text) => text.startsWith('{') && wanted(JSON.parse(text)));
  }

  /** The last command once more. */
  async repeat() {
    await this.#repeat(this.#last, () => true);
  }

  async save(file, old, fresh) {
    const path = join(this.folder, file);
    const text = await readFile(path, 'utf8');
    if (!text.includes(old)) throw new Error(`${file} has no ${old}`);
    await writeFile(path, text.replace(old, fresh));
  }

  /** The commands of the first block of a page behind a sentence. */
  async commandsOf(page, sentence) {
    const text = await readFile(join(this.folder, page), 'utf8');
    const [, block] = /```console\n([^]*?)```/.exec(text.slice(text.indexOf(sentence)));
    return [...block.matchAll(/^\$ (.+)$/gm)].map(([, command]) => command);
  }

  /** Ctrl-C, which a terminal sends to all that it started. */
  async stop() {
    const product = this.#product;
    this.#product = null;
    if (!product || product.exitCode !== null) return;
    process.kill(-product.pid, 'SIGINT');
    await once(product, 'close'); // by the last of them
  }

  async leave() {
    await this.stop();
    await rm(this.base, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }

  async #repeat(command, wanted) {
    let text = '';
    const isWanted = async () => {
      const options = { cwd: this.folder, env: this.environment };
      const { stdout, stderr } = await execute(
        'bash',
        ['-c', command.replace(/^curl /, 'curl -sS ')],
        options,
      ).catch((error) => error);
      text = stripVTControlCharacters(stdout + stderr).trim();
      return wanted(text);
    };
    await until(isWanted, () => text);
    this.#answer = text;
    this.#last = command;
    this.#shown += `$ ${command}\n${text}\n\n`;
  }
}

async function until(condition, told) {
  for (const deadline = Date.now() + LIMIT_MS; !(await condition()); await delay(100)) {
    if (Date.now() > deadline) throw new Error(`not as wanted within ${LIMIT_MS / 1_000} s:\n${told()}`);
  }
}
