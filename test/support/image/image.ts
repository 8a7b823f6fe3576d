import { mkdir, readFile, stat } from 'node:fs/promises';
import { join, posix, relative } from 'node:path';
import { buildContext } from './build-context.js';
import { Container } from './container.js';
import { type Stage, type Step, stagesOf } from './dockerfile.js';

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
/** They say something to who runs the image; nothing is done for them while it is built. */
const DECLARATIONS = new Set(['VOLUME', 'EXPOSE', 'STOPSIGNAL', 'LABEL']);

/** What the last stage of a Dockerfile says of how the image runs. */
export interface ImageConfig {
  cwd: string;
  env: Record<string, string>;
  user: 'root' | 'node';
  command: readonly string[];
  healthcheck: readonly string[];
}

export interface Image {
  readonly container: Container;
  readonly config: ImageConfig;
}

interface BuildOptions {
  /** Where the Dockerfile and all that it copies are. */
  readonly source: string;
  /** Where the stages' file systems are made. */
  readonly folder: string;
  /** Folders of this machine that steps find inside, such as a cache of packages. */
  readonly mounts: Readonly<Record<string, string>>;
  /** For steps only; the image does not keep them. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Performs a Dockerfile, step by step, from exactly the files that it copies. An instruction that it does not
 * know is an error.
 */
export async function buildImage(options: BuildOptions): Promise<Image> {
  const stages = stagesOf(await readFile(join(options.source, 'Dockerfile'), 'utf8'));
  const context = new Set(await buildContext(options.source));
  const built = new Map<string | null, Container>();
  let image: Image | null = null;
  for (const [index, stage] of stages.entries()) {
    image = await new StageBuild(
      options,
      context,
      built,
      await Container.create(join(options.folder, `stage-${index}`)),
    ).perform(stage);
    built.set(stage.name, image.container);
  }
  if (!image) throw new Error('The Dockerfile has no stage');
  return image;
}

class StageBuild {
  private readonly config: ImageConfig = {
    cwd: '/',
    env: { PATH },
    user: 'root',
    command: [],
    healthcheck: [],
  };

  constructor(
    private readonly options: BuildOptions,
    private readonly context: ReadonlySet<string>,
    private readonly built: ReadonlyMap<string | null, Container>,
    private readonly container: Container,
  ) {}

  async perform(stage: Stage): Promise<Image> {
    for (const step of stage.steps) await this.step(step);
    return { container: this.container, config: this.config };
  }

  private async step(step: Step): Promise<void> {
    if (DECLARATIONS.has(step.keyword)) return;
    if (step.keyword === 'WORKDIR') return this.workdir(step);
    if (step.keyword === 'ENV') return void Object.assign(this.config.env, assignments(step));
    if (step.keyword === 'USER') return void (this.config.user = userOf(step));
    if (step.keyword === 'CMD') return void (this.config.command = execOf(step));
    if (step.keyword === 'HEALTHCHECK') return void (this.config.healthcheck = execOf(step));
    if (step.keyword === 'COPY') return this.copy(step);
    if (step.keyword === 'RUN') return this.run(step);
    throw new Error(`The Dockerfile has an instruction that this test does not know: ${step.keyword}`);
  }

  private async workdir({ text }: Step): Promise<void> {
    this.config.cwd = posix.resolve(this.config.cwd, text);
    await mkdir(this.container.path(this.config.cwd), { recursive: true });
  }

  private async run({ text }: Step): Promise<void> {
    const { cwd, env, user } = this.config;
    const { mounts } = this.options;
    await this.container.run(['/bin/sh', '-c', text], {
      cwd,
      user,
      mounts,
      env: { ...env, ...this.options.env },
    });
  }

  private async copy({ words, flags }: Step): Promise<void> {
    const unknown = Object.keys(flags).filter((flag) => flag !== 'from');
    if (unknown.length > 0)
      throw new Error(`COPY has flags that this test does not know: ${unknown.join(', ')}`);
    const target = words.at(-1) ?? '';
    for (const source of words.slice(0, -1)) await this.copyOne(source, target, flags.from);
  }

  private async copyOne(source: string, target: string, from: string | undefined): Promise<void> {
    const files = from === undefined ? this.inContext(source) : [this.inStage(from, source)];
    const isFolder =
      from === undefined ? !this.context.has(source) : (await stat(files[0] ?? '')).isDirectory();
    const inside = posix.resolve(this.config.cwd, target);
    const place = isFolder || !target.endsWith('/') ? inside : posix.join(inside, posix.basename(source));
    const folder = join(this.options.source, source);
    const each = from === undefined && isFolder;
    for (const file of files)
      await this.container.copy(file, each ? posix.join(place, relative(folder, file)) : place);
  }

  private inStage(name: string, path: string): string {
    const stage = this.built.get(name);
    if (!stage) throw new Error(`COPY --from=${name}: there is no such stage before it`);
    return stage.path(path);
  }

  private inContext(path: string): string[] {
    const files = [...this.context].filter((file) => file === path || file.startsWith(`${path}/`));
    if (files.length === 0) throw new Error(`COPY ${path}: .dockerignore leaves it out, or it is not there`);
    return files.map((file) => join(this.options.source, file));
  }
}

function assignments({ text }: Step): Record<string, string> {
  return Object.fromEntries(
    text.split(/\s+/).map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
  );
}

function userOf({ text }: Step): 'root' | 'node' {
  if (text === 'root' || text === 'node') return text;
  throw new Error(`USER ${text}: this test knows root and node`);
}

function execOf({ command, text }: Step): readonly string[] {
  if (command) return command;
  throw new Error(`not in the exec form, so that signals would end in a shell: ${text}`);
}
