import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Writable } from 'node:stream';
import type { Binaries } from './binaries.js';
import { ClusterFolder } from './cluster-folder.js';
import { knownPlace, place, placeTemporary } from './cluster-place.js';
import { usableBinaries } from './installation.js';
import { KeptProcess } from './kept-process.js';
import { prepareOwnRole, ROLE } from './own-role.js';
import { endLeftover } from './postmaster.js';
import { Server } from './server.js';
import { findServerUser, type ServerUser } from './server-user.js';
import { upgradeWhenOlder } from './upgrade.js';

const STOP_LIMIT_MS = 30_000;

export interface EmbeddedPostgresOptions {
  /** Holds the cluster, its passwords and its log, or says where they are; made when missing. */
  readonly folder: string;
  /** Made when missing. */
  readonly database: string;
  /** How long the server outlives its owner while others hold the lifeline, in milliseconds; 0 by default. */
  readonly orphanGraceMs?: number;
  /** Server settings over our own, such as `{ max_connections: '300' }`. */
  readonly settings?: Readonly<Record<string, string>>;
  /**
   * Nothing survives a crash of the machine, the folder goes with its owner, and databases can be made. For
   * tests.
   */
  readonly temporary?: boolean;
  /** Told when the server ends although nobody stopped it; `start` brings it back, on the same port. */
  readonly onDeath?: (reason: string) => void;
  /**
   * Told when `start` waits for a server whose owner was killed and that still serves others; see
   * orphanGraceMs.
   */
  readonly onLeftover?: () => void;
  /** Told when `start` takes over the data of an older PostgreSQL. */
  readonly onUpgrade?: (message: string) => void;
}

interface Place {
  readonly folder: ClusterFolder;
  readonly user: ServerUser | null;
  readonly binaries: Binaries;
  readonly server: Server;
}

/**
 * A PostgreSQL server of our own, on 127.0.0.1 and a free port that it keeps over restarts. It ends when this
 * process ends.
 * @throws EmbeddedPostgresError from start, where the server cannot run
 */
export class EmbeddedPostgres {
  private readonly asked: ClusterFolder;
  private place: Place | null = null;
  private kept: KeptProcess | null = null;
  private rolePassword = '';

  constructor(private readonly options: EmbeddedPostgresOptions) {
    this.asked = new ClusterFolder(resolve(options.folder));
  }

  /** Of a role that owns the database and has no further rights. Holds a credential. */
  get url(): string {
    return `postgres://${ROLE}:${this.rolePassword}@127.0.0.1:${this.place?.server.port}/${this.options.database}`;
  }

  /** For the stdio list of processes that need the database until they end; see KeptProcess. */
  get lifeline(): Writable | null {
    return this.kept?.lifeline ?? null;
  }

  /** Of the postmaster, while it runs. */
  get pid(): number | null {
    return this.place?.server.pid ?? null;
  }

  /**
   * Where the cluster is: the folder that was asked for, or one in a system folder where the server's user
   * cannot enter that.
   */
  get folder(): string {
    return (this.place?.folder ?? this.asked).path;
  }

  /** Who the server runs as; null: as we do. */
  get user(): ServerUser | null {
    return this.place?.user ?? null;
  }

  async start(): Promise<void> {
    const { server, folder, binaries, user } = (this.place ??= await this.prepare());
    const { settings, temporary } = this.options;
    await folder.openLog(user);
    await server.start({
      postgres: binaries.postgres,
      user,
      data: folder.data,
      log: folder.log,
      settings: {
        ...(temporary && { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' }),
        ...settings,
      },
    });
    await this.prepareDatabase(this.place);
  }

  /**
   * Lets nobody wait: open connections are cut, committed data is kept. Does nothing when it does not run.
   */
  async stop(): Promise<void> {
    await this.place?.server.stop();
  }

  /** Stops it and removes its folder. */
  async destroy(): Promise<void> {
    await this.stop();
    for (const path of [this.folder, this.asked.path]) await rm(path, { recursive: true, force: true });
  }

  /** Everything that has to be true before the first start of the server. */
  private async prepare(): Promise<Place> {
    const { temporary, database, onUpgrade } = this.options;
    const known = new ClusterFolder(await knownPlace(this.asked.path));
    const user = await findServerUser([known.data, this.asked.data]);
    const binaries = await usableBinaries(user);
    await this.endLeftover(this.asked);
    if (known.path !== this.asked.path) await this.endLeftover(known);
    else await this.asked.make(user);
    const folder = new ClusterFolder(await (temporary ? placeTemporary : place)(this.asked.path, user));
    await folder.openLog(user);
    await upgradeWhenOlder({
      folder,
      binaries,
      user,
      database,
      onUpgrade: (message) => onUpgrade?.(message),
    });
    if (!(await folder.hasCluster())) await folder.initialise(binaries, user, temporary ? ['--no-sync'] : []);
    this.kept = this.keep(folder);
    return {
      folder,
      user,
      binaries,
      server: new Server(this.kept, (reason) => this.options.onDeath?.(reason)),
    };
  }

  private keep(folder: ClusterFolder): KeptProcess {
    const { temporary, orphanGraceMs = 0 } = this.options;
    return new KeptProcess({
      stopSignal: temporary ? 'SIGQUIT' : 'SIGINT',
      killSignal: temporary ? 'SIGKILL' : 'SIGQUIT',
      orphanGraceMs,
      ...(temporary && { removeWhenOrphaned: folder.path }),
    });
  }

  private async endLeftover({ data }: ClusterFolder): Promise<void> {
    const patienceMs = (this.options.orphanGraceMs ?? 0) + STOP_LIMIT_MS;
    await endLeftover(data, patienceMs, () => this.options.onLeftover?.());
  }

  private async prepareDatabase({ folder, user, server }: Place): Promise<void> {
    const { database, temporary = false } = this.options;
    this.rolePassword = await folder.rolePassword(user);
    const superuser = {
      host: '127.0.0.1',
      port: server.port,
      user: 'postgres',
      password: await folder.password(),
    };
    await prepareOwnRole({ superuser, password: this.rolePassword, database, mayCreateDatabases: temporary });
  }
}
