import { createRequire } from 'node:module';
import type { DestinationStream } from 'pino';
import type PinoPretty from 'pino-pretty';

const require = createRequire(import.meta.url);

/**
 * Standard output. Where its reader has gone, lines are lost and the process goes on: pino's own destination would try for
 * ever to write them, and its `fatal`, and the end of the process, wait for that.
 */
export function standardOutput(shown: (line: string) => string = (line) => line): DestinationStream {
  process.stdout.on('error', () => undefined);
  return { write: (line) => void process.stdout.write(shown(line)) };
}

/** Makes a line of JSON readable on a terminal. Loaded where it is wanted: on servers it never is. */
export function readableLines(): (line: string) => string {
  const { prettyFactory } = require('pino-pretty') as typeof PinoPretty;
  return prettyFactory({ ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss.l' });
}
