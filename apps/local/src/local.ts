import type { Configuration } from '@app/config';
import { askHolder, findServerUser, type FolderLock, freePort, lockFolder } from '@app/embedded-postgres';
import type { Logger } from '@app/observability';
import { keysAreNeeded } from './access.js';
import { type Account, chooseAccount, environmentFor } from './account.js';
import { aboutRun, alreadyRunning } from './already-running.mjs';
import { banner, type Running } from './banner.js';
import { conflictOf, type ListenAddresses, listenAddresses } from './listen-addresses.mjs';
import { LocalDatabase } from './local-database.js';
import { portProblem } from './port.mjs';
import { localUrl } from './ready.js';
import { StartError } from './start-error.js';
import { PLAIN_STARTER, type Starter } from './starter.js';
import { SupervisedProcess } from './supervised-process.js';

/** Beyond the time that a worker gives its tasks: to abort them, write that down and close connections. */
const STOP_MARGIN_MS = 10_000;

/** The files that are started; tests put others in their place. */
export interface AppFiles {
  readonly api: string;
  readonly worker: string;
  /** What they need to read. */
  readonly programs: readonly string[];
}

export type PartName = 'api' | 'worker';

interface PartOptions {
  readonly name: string;
  readonly file: string;
  readonly url: string;
  readonly env: NodeJS.ProcessEnv;
  readonly user: Account['user'];
  readonly onBack: () => void;
}

/** Everything on this machine: a database unless one is configured, the API and a worker. */
export class Local {
  private readonly database: LocalDatabase | null;
  private readonly stopLimitMs: number;
  private apps: Readonly<Partial<Record<PartName, SupervisedProcess>>> = {};
  private lock: FolderLock | null = null;
  private apiUrl: string | null = null;
  private stopping = false;

  constructor(
    private readonly configuration: Configuration,
    private readonly environment: NodeJS.ProcessEnv,
    private readonly logger: Logger,
    private readonly files: AppFiles,
    /** Shows a text to the person who started it. */
    private readonly show: (text: string) => void,
    private readonly newStarter: (part: PartName) => Starter = () => PLAIN_STARTER,
    /** Hears what a part tells of itself. */
    private readonly onMessage: (part: PartName, message: unknown) => void = () => undefined,
  ) {
    this.stopLimitMs = configuration.worker.drainMs + STOP_MARGIN_MS;
    this.database = configuration.databaseUrl
      ? null
      : new LocalDatabase(configuration.dataDir, this.stopLimitMs, logger);
  }

  /**
   * Resolves when API and worker are ready, and has shown then what the person who started it needs to know.
   * @throws StartError or EmbeddedPostgresError; `stop` is still to be called
   */
  async start(): Promise<void> {
    await this.takeFolder();
    await this.database?.start();
    const addresses = await this.takePorts();
    if (this.stopping) return;
    const account = await this.chooseAccount([addresses.api.port, addresses.worker.port]);
    const running = this.about(addresses, account);
    this.apiUrl = running.apiUrl;
    this.apps = await this.parts(running, addresses, account);
    await Promise.all(Object.values(this.apps).map((app) => app.start()));
    await this.showBanner(running);
  }

  /** The apps first, which need the database to finish what they do. */
  async stop(): Promise<void> {
    this.stopping = true;
    await Promise.all(Object.values(this.apps).map((app) => app.stop()));
    await this.database?.stop();
    await this.lock?.release();
  }

  /** Makes a `stop` in progress wait no longer for what runs. */
  hurry(): void {
    Object.values(this.apps).forEach((app) => app.kill());
  }

  /** Starts parts again, as they are built now; what a worker runs is finished or given back first. */
  restart(parts: readonly PartName[]): void {
    parts.forEach((part) => this.apps[part]?.restart());
  }

  /** Lets a new process take the place of a part; see SupervisedProcess.replace. */
  replace(part: PartName): Promise<boolean> {
    return this.apps[part]?.replace() ?? Promise.resolve(false);
  }

  private async takeFolder(): Promise<void> {
    const { dataDir } = this.configuration;
    this.lock = await lockFolder(dataDir, 'start', () => aboutRun(this.apiUrl));
    if (!this.lock) throw new StartError(alreadyRunning(dataDir, (await askHolder(dataDir, 'start')) ?? ''));
  }

  private async takePorts(): Promise<ListenAddresses> {
    const { api, worker } = this.configuration;
    const addresses = listenAddresses({
      HOST: api.host,
      PORT: String(api.port || (await freePort())),
      WORKER_HOST: worker.host,
      WORKER_PORT: String(worker.port || (await freePort())),
    });
    const problem =
      conflictOf(addresses) ?? (await portProblem(addresses.api)) ?? (await portProblem(addresses.worker));
    if (problem) throw new StartError(problem);
    return addresses;
  }

  private async chooseAccount(ports: readonly number[]): Promise<Account> {
    const { dataDir } = this.configuration;
    const user = this.database ? this.database.user : await findServerUser([]);
    return chooseAccount(user, {
      dataDir,
      ports,
      programs: this.files.programs,
      environment: this.environment,
    });
  }

  private about({ api, worker }: ListenAddresses, { description }: Account): Omit<Running, 'keysNeeded'> {
    return {
      apiUrl: localUrl(api),
      workerUrl: localUrl(worker),
      databaseFolder: this.database?.folder ?? null,
      account: description,
    };
  }

  private async parts(
    running: Omit<Running, 'keysNeeded'>,
    { api, worker }: ListenAddresses,
    { user }: Account,
  ): Promise<Record<PartName, SupervisedProcess>> {
    const own = await environmentFor(user, this.environment);
    const env = { ...own, PORT: String(api.port), WORKER_PORT: String(worker.port) };
    const all = { env, user, onBack: (): void => void this.showBanner(running) };
    return {
      api: this.supervise('api', { ...all, name: 'API', file: this.files.api, url: running.apiUrl }),
      worker: this.supervise('worker', {
        ...all,
        name: 'worker',
        file: this.files.worker,
        url: running.workerUrl,
      }),
    };
  }

  private async showBanner(running: Omit<Running, 'keysNeeded'>): Promise<void> {
    const keysNeeded = await keysAreNeeded(running.apiUrl).catch(() => null);
    if (keysNeeded === null || this.stopping) return; // the API has ended meanwhile, and will be back
    this.show(banner(this.configuration, { ...running, keysNeeded }));
  }

  private supervise(name: PartName, { url, env, ...part }: PartOptions): SupervisedProcess {
    const { database, stopLimitMs } = this;
    const options = {
      ...part,
      env: { ...env, ...(database && { DATABASE_URL: database.url }) },
      readyUrl: `${url}/health/ready`,
      stopLimitMs,
      starter: this.newStarter(name),
      onMessage: (message: unknown) => this.onMessage(name, message),
      lifeline: () => database?.lifeline ?? null,
    };
    return new SupervisedProcess(options, this.logger);
  }
}
