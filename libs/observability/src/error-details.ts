import { inspect, types } from 'node:util';
import { withSourcePositions } from './source-positions.js';

/** Bounds of what is kept of one error, in characters; some 20,000 with all its causes. */
const MAX_NAME = 100;
const MAX_MESSAGE = 2_000;
const MAX_STACK = 4_000;
const MAX_CAUSES = 5;
const MAX_CAUSE_MESSAGE = 1_000;
const MAX_CAUSE_STACK = 2_000;

/** An error in plain texts. */
export interface ToldError {
  readonly name: string;
  readonly message: string;
  /** Its first line, then where it was thrown, in the sources; not there for what is no error. */
  readonly stack?: string;
}

export interface ErrorDetails extends ToldError {
  /** What caused it, the nearest first; also the errors that an AggregateError holds. */
  readonly causes: readonly ToldError[];
}

/**
 * What is to be said of anything that was thrown, bounded in size and depth. Never throws, whatever it is
 * given.
 */
export function errorDetails(thrown: unknown): ErrorDetails {
  const causes = causesOf(thrown);
  const message = messageOf(thrown, MAX_MESSAGE) || insteadOfMessage(thrown, causes);
  return { ...told(thrown, message, MAX_STACK), causes };
}

function causesOf(thrown: unknown): ToldError[] {
  const seen = new Set<unknown>([thrown, undefined, null]);
  const causes: ToldError[] = [];
  const waiting = innerErrors(thrown);
  while (waiting.length > 0 && causes.length < MAX_CAUSES) {
    const cause = waiting.shift();
    if (seen.has(cause)) continue;
    seen.add(cause);
    causes.push(told(cause, messageOf(cause, MAX_CAUSE_MESSAGE), MAX_CAUSE_STACK));
    waiting.unshift(...innerErrors(cause));
  }
  return causes;
}

function innerErrors(thrown: unknown): unknown[] {
  if (!isError(thrown)) return [];
  const errors = property(thrown, 'errors');
  const some = Array.isArray(errors) ? (errors.slice(0, MAX_CAUSES) as unknown[]) : [];
  return [property(thrown, 'cause'), ...some];
}

/** Node's own error of several failed connections has no message, only a code and the errors. */
function insteadOfMessage(thrown: unknown, causes: readonly ToldError[]): string {
  const inner = causes.map(({ message }) => message).filter(Boolean);
  const code = isError(thrown) ? property(thrown, 'code') : undefined;
  return bounded(inner.join('; ') || (typeof code === 'string' ? code : nameOf(thrown)), MAX_MESSAGE);
}

function told(thrown: unknown, message: string, maxStack: number): ToldError {
  const name = nameOf(thrown);
  const frames = isError(thrown) ? framesOf(property(thrown, 'stack'), maxStack) : '';
  return { name, message, ...(frames && { stack: `${name}: ${message}\n${frames}` }) };
}

/** Without what stands before them, the name and the message, which may be of any length. */
function framesOf(stack: unknown, limit: number): string {
  if (typeof stack !== 'string') return '';
  const start = stack.search(/^ +at /m);
  return start < 0 ? '' : bounded(withSourcePositions(stack.slice(start, start + 4 * limit)), limit);
}

function nameOf(thrown: unknown): string {
  const name = isError(thrown) ? property(thrown, 'name') : undefined;
  return bounded(
    typeof name === 'string' && name ? name : thrown === null ? 'null' : typeof thrown,
    MAX_NAME,
  );
}

function messageOf(thrown: unknown, limit: number): string {
  if (typeof thrown === 'string') return bounded(thrown, limit);
  const message = typeof thrown === 'object' && thrown !== null ? property(thrown, 'message') : undefined;
  if (typeof message === 'string') return bounded(message, limit);
  return isError(thrown) ? '' : bounded(inspected(thrown), limit);
}

function inspected(thrown: unknown): string {
  try {
    return inspect(thrown, { depth: 1, maxArrayLength: 10, maxStringLength: 200, breakLength: Infinity });
  } catch {
    return '';
  }
}

/** Errors of threads and of other realms are not instances of our class. */
function isError(thrown: unknown): thrown is object {
  return types.isNativeError(thrown) || thrown instanceof Error;
}

/** A getter or a proxy may throw. */
function property(of: object, name: string): unknown {
  try {
    return (of as Record<string, unknown>)[name];
  } catch {
    return undefined;
  }
}

function bounded(text: string, limit: number): string {
  return text.length > limit ? `${text.slice(0, limit - 1).toWellFormed()}…` : text;
}
