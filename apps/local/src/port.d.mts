import type { ListenAddress } from './listen-addresses.mjs';

/** Why a port cannot be listened on, and what to do; null where it can. */
export function portProblem(address: ListenAddress, patienceMs?: number): Promise<string | null>;

/** Whether what listens there is a part of an earlier start that is about to end. */
export function isStopping(address: Pick<ListenAddress, 'host' | 'port'>): Promise<boolean>;
