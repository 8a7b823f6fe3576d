import { setTimeout as delay } from 'node:timers/promises';
import { type PostgresServer, postgresAddress, type SessionAttributes } from '@app/config';
import { isAccessRefused } from '../database-errors.js';
import { NoFittingServer } from './no-fitting-server.js';

/** What a server says of itself. */
export interface ServerRole {
  readonly isStandby: boolean;
  readonly isReadOnly: boolean;
}

export type AskServer = (server: PostgresServer) => Promise<ServerRole>;

type Answer =
  | { readonly server: PostgresServer; readonly role: ServerRole }
  | { readonly server: PostgresServer; readonly error: Error };

/** An earlier server in the list is waited for this long when a later one has answered. */
const GRACE_MS = 500;

const FITS: Readonly<Record<SessionAttributes, (role: ServerRole) => boolean>> = {
  any: () => true,
  'read-write': ({ isReadOnly }) => !isReadOnly,
  'read-only': ({ isReadOnly }) => isReadOnly,
  primary: ({ isStandby }) => !isStandby,
  standby: ({ isStandby }) => isStandby,
  'prefer-standby': ({ isStandby }) => isStandby,
};

/** One for each address, so that many connections that were lost at once make one search. */
const known = new Map<string, Servers>();

/**
 * The servers of one address, and which of them is used: the first in the list that fits. It is searched
 * once, and again as soon as a connection to it was lost or it does not fit any more.
 */
export class Servers {
  private chosen: PostgresServer | null = null;
  private searching: Promise<PostgresServer> | null = null;

  private constructor(
    private readonly servers: readonly PostgresServer[],
    private readonly sessionAttributes: SessionAttributes,
  ) {}

  /** @returns null where there is one server and it may be what it is: nothing is to be chosen */
  static of(address: string): Servers | null {
    const there = known.get(address);
    if (there) return there;
    const { servers, sessionAttributes } = postgresAddress(address);
    if (servers.length === 1 && sessionAttributes === 'any') return null;
    const made = new Servers(servers, sessionAttributes);
    known.set(address, made);
    return made;
  }

  /** @param ask must end in a bounded time @throws NoFittingServer, or why a server refuses us */
  async locate(ask: AskServer): Promise<PostgresServer> {
    if (this.chosen) return this.chosen;
    this.searching ??= this.search(ask).finally(() => (this.searching = null));
    return this.searching;
  }

  /** A connection to it was lost, or could not be made. */
  leave(server: PostgresServer): void {
    if (this.chosen === server) this.chosen = null;
  }

  /** @throws NoFittingServer where a server that was chosen is something else now */
  check(server: PostgresServer, role: ServerRole): void {
    if (this.sessionAttributes === 'prefer-standby' || FITS[this.sessionAttributes](role)) return;
    throw new NoFittingServer(this.sessionAttributes, [describe({ server, role })]);
  }

  /** All are asked at once, so that one that is silent holds up no other. */
  private async search(ask: AskServer): Promise<PostgresServer> {
    const answers = this.servers.map((server) =>
      ask(server).then(
        (role): Answer => ({ server, role }),
        (error: unknown): Answer => ({ server, error: error as Error }),
      ),
    );
    this.chosen = (await this.firstThatFits(answers)) ?? (await this.anyOf(answers));
    return this.chosen;
  }

  private async firstThatFits(answers: readonly Promise<Answer>[]): Promise<PostgresServer | null> {
    const fits = FITS[this.sessionAttributes];
    const graceIsOver = delay(GRACE_MS, null, { ref: false });
    const early = await firstOf(answers, fits, (answer) => Promise.race([answer, graceIsOver]));
    return early ?? (await firstOf(answers, fits, (answer) => answer));
  }

  /** Without a standby, the first that answers will do for who only prefers one. */
  private async anyOf(answers: readonly Promise<Answer>[]): Promise<PostgresServer> {
    const isContent = this.sessionAttributes === 'prefer-standby';
    const found = isContent && (await firstOf(answers, FITS.any, (answer) => answer));
    if (found) return found;
    const all = await Promise.all(answers);
    const errors = all.flatMap((answer) => ('error' in answer ? [answer.error] : []));
    throw errors.find(isAccessRefused) ?? new NoFittingServer(this.sessionAttributes, all.map(describe));
  }
}

async function firstOf(
  answers: readonly Promise<Answer>[],
  fits: (role: ServerRole) => boolean,
  heard: (answer: Promise<Answer>) => Promise<Answer | null>,
): Promise<PostgresServer | null> {
  for (const answer of answers) {
    const one = await heard(answer);
    if (one && 'role' in one && fits(one.role)) return one.server;
  }
  return null;
}

function describe(answer: Answer): string {
  const { name } = answer.server;
  if ('error' in answer) return `${name}: ${answer.error.message}`;
  if (answer.role.isStandby) return `${name} is a standby`;
  return answer.role.isReadOnly ? `${name} is read-only` : `${name} is a primary`;
}
