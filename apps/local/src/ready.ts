import { setTimeout as delay } from 'node:timers/promises';
import { Deadline } from '@app/deadline';

const POLL_MS = 200;
const ANSWER_LIMIT_MS = 5_000;

/** Where a server that listens on this host can be asked from this machine. */
export function localUrl({ host, port }: { readonly host: string; readonly port: number }): string {
  const reachable = { '0.0.0.0': '127.0.0.1', '::': '::1' }[host] ?? host;
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
}

/** Resolves when the URL answers 200. @throws when the signal aborts */
export async function untilReady(url: string, signal: AbortSignal): Promise<void> {
  while (!(await answers(url, signal))) await delay(POLL_MS, undefined, { signal });
}

async function answers(url: string, signal: AbortSignal): Promise<boolean> {
  const limit = new Deadline(ANSWER_LIMIT_MS, [signal]);
  try {
    const response = await fetch(url, { headers: { connection: 'close' }, signal: limit.signal });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false; // not listening yet
  } finally {
    limit.stop();
  }
}
