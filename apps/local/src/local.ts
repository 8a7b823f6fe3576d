import type { Configuration } from '@app/config';
import { findServerUser, type FolderLock, freePort, lockFolder } from '@app/embedded-postgres';
import type { Logger } from '@app/observability';
import { type Account, chooseAccount, environmentFor } from './account.js';
import { banner } from './banner.js';
import { LocalDatabase } from './local-database.js';
import { checkPort } from './port.js';
import { localUrl } from './ready.js';
import { StartError } from './start-error.js';
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

/** Everything on this machine: a database unless one is configured, the API and a worker. */
export class Local {
  private readonly database: LocalDatabase | null;
  private readonly stopLimitMs: number;
  private apps: readonly SupervisedProcess[] = [];
  private lock: FolderLock | null = null;
  private stopping = false;

  constructor(
    private readonly configuration: Configuration,
    private readonly environment: NodeJS.ProcessEnv,
    private readonly logger: Logger,
    private readonly files: AppFiles,
  ) {
    this.stopLimitMs = configuration.worker.drainMs + STOP_MARGIN_MS;
    this.database = configuration.databaseUrl ? null : new LocalDatabase(configuration.dataDir, this.stopLimitMs, logger);
  }

  /**
   * Resolves when API and worker are ready.
   * @returns what to tell the person who started it
   * @throws StartError or EmbeddedPostgresError; `stop` is still to be called
   */
  async start(): Promise<string> {
    await this.takeFolder();
    await this.database?.start();
    const { api, worker } = this.configuration;
    const ports = { PORT: String(api.port || (await freePort())), WORKER_PORT: String(worker.port || (await freePort())) };
    await checkPort('PORT', api.host, Number(ports.PORT));
    await checkPort('WORKER_PORT', worker.host, Number(ports.WORKER_PORT));
    if (this.stopping) return '';
    const account = await this.chooseAccount([Number(ports.PORT), Number(ports.WORKER_PORT)]);
    const env = { ...(await environmentFor(account.user, this.environment)), ...ports };
    const urls = { api: localUrl(api.host, Number(ports.PORT)), worker: localUrl(worker.host, Number(ports.WORKER_PORT)) };
    this.apps = [
      this.supervise('API', this.files.api, urls.api, env, account),
      this.supervise('worker', this.files.worker, urls.worker, env, account),
    ];
    await Promise.all(this.apps.map((app) => app.start()));
    return banner(this.configuration, { ...urls, databaseFolder: this.database?.folder ?? null, account: account.description });
  }

  /** The apps first, which need the database to finish what they do. */
  async stop(): Promise<void> {
    this.stopping = true;
    await Promise.all(this.apps.map((app) => app.stop()));
    await this.database?.stop();
    await this.lock?.release();
  }

  /** Makes a `stop` in progress wait no longer for what runs. */
  hurry(): void {
    this.apps.forEach((app) => app.kill());
  }

  private async takeFolder(): Promise<void> {
    const { dataDir } = this.configuration;
    this.lock = await lockFolder(dataDir, 'start');
    if (this.lock) return;
    throw new StartError(
      `It is already running: another start uses ${dataDir}. Stop that one first, or set DATA_DIR, PORT and WORKER_PORT to run a second copy.`,
    );
  }

  private async chooseAccount(ports: readonly number[]): Promise<Account> {
    const { dataDir } = this.configuration;
    const user = this.database ? this.database.user : await findServerUser([]);
    return chooseAccount(user, { dataDir, ports, programs: this.files.programs, environment: this.environment });
  }

  private supervise(name: string, file: string, url: string, variables: NodeJS.ProcessEnv, { user }: Account): SupervisedProcess {
    const { database, stopLimitMs } = this;
    const env = { ...variables, ...(database && { DATABASE_URL: database.url }) };
    const options = { name, file, env, user, readyUrl: `${url}/health/ready`, stopLimitMs, lifeline: () => database?.lifeline ?? null };
    return new SupervisedProcess(options, this.logger);
  }
}
