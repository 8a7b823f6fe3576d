/** Where something listens, and the settings that say so. */
export interface ListenAddress {
  readonly variable: string;
  readonly hostVariable: string;
  readonly host: string;
  readonly port: number;
}

export interface ListenAddresses {
  readonly api: ListenAddress;
  readonly worker: ListenAddress;
}

/**
 * Where API and worker listen, as far as it can be told before libs/config is built, with the same defaults
 * as there.
 */
export function listenAddresses(environment: NodeJS.ProcessEnv): ListenAddresses;

/** Why API and worker cannot both listen on one machine; null where they can. */
export function conflictOf(addresses: ListenAddresses): string | null;
