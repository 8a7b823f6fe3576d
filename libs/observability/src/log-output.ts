import { createRequire } from 'node:module';
import type { DestinationStream } from 'pino';
import type PinoPretty from 'pino-pretty';

const require = createRequire(import.meta.url);

/**
 * Standard output. Where its reader has gone, lines are lost and the process goes on: pino's own destination
 * would try for ever to write them, and its `fatal`, and the end of the process, wait for that.
 */
export function standardOutput(shown: (line: string) => string = (line) => line): DestinationStream {
  return {
    write: (line) => {
      outliveTheReader();
      process.stdout.write(shown(line));
    },
  };
}

let outlives = false;

/** Once, however many loggers there are. */
function outliveTheReader(): void {
  if (!outlives) process.stdout.on('error', () => undefined);
  outlives = true;
}

/**
 * Makes a line of JSON readable on a terminal, in one line where there is no stack. Loaded where it is
 * wanted: on servers it never is.
 */
export function readableLines(): (line: string) => string {
  const { prettyFactory } = require('pino-pretty') as typeof PinoPretty;
  const pretty = prettyFactory({ ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss', singleLine: true });
  return (line) => pretty(forAPerson(JSON.parse(line) as Fields));
}

type Fields = Readonly<Record<string, unknown>>;

/** Of a request a person wants to see what was asked, what came of it, and how long it took. */
function forAPerson(fields: Fields): Fields {
  const { level, time, name, msg, method, path, statusCode, durationMs } = fields;
  if (msg !== 'request') return fields;
  return {
    level,
    time,
    name,
    msg: `${String(method)} ${String(path)} ${String(statusCode)} ${Math.round(Number(durationMs))} ms`,
  };
}
