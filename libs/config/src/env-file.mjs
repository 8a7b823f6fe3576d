import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';

const ASSIGNMENT = /^\s*(?:export\s+)?([A-Za-z_]\w*)[^\S\n]*=[^\S\n]*/;
const REST_OF_LINE = /^[^\S\n]*(?:#.*)?$/;
/** An environment variable cannot hold NUL, and the others come from files that are no text. */
const CONTROL = /[\0-\b\v\f\x0e-\x1f\x7f]/;

/** The file cannot be read as settings. The message names its line, never what stands there. */
export class EnvFileError extends Error {
  name = 'EnvFileError';
}

/**
 * Puts the settings of `.env`, or of the file that ENV_FILE names, into the environment. What the process has
 * already wins, an empty variable too. JavaScript, not TypeScript, because scripts/ needs it before anything
 * is built.
 * @param {string} folder where `.env` is; need not have one
 * @param {NodeJS.ProcessEnv} environment
 * @throws {EnvFileError}
 */
export function loadEnvFile(folder, environment = process.env) {
  const file = resolve(folder, environment.ENV_FILE || '.env');
  const bytes = read(file, Boolean(environment.ENV_FILE));
  if (!bytes) return;
  for (const [name, value] of Object.entries(settingsOf(bytes, file))) environment[name] ??= value;
}

/**
 * @param {Uint8Array} bytes
 * @param {string} file for messages
 * @returns {Record<string, string>}
 * @throws {EnvFileError}
 */
export function settingsOf(bytes, file) {
  const text = textOf(bytes, file).replace(/\r\n?/g, '\n');
  const problem = problemOf(text);
  if (problem) throw new EnvFileError(`${file}, line ${problem.line}: ${problem.reason}`);
  return parseEnv(text);
}

function read(file, isNamed) {
  try {
    return readFileSync(file);
  } catch (error) {
    if (error.code === 'ENOENT' && !isNamed) return null;
    throw new EnvFileError(`${isNamed ? 'ENV_FILE: ' : ''}${file} cannot be read (${error.code}).`);
  }
}

/** Without the byte order mark of some editors, which would become a part of the first name. */
function textOf(bytes, file) {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new EnvFileError(
      `${file}, line 1: the file is not UTF-8 text. Save it as UTF-8; ">" in Windows PowerShell writes UTF-16.`,
    );
  }
}

/** What Node's parser would read silently as something else than is meant. */
function problemOf(text) {
  const lines = text.split('\n');
  for (let index = 0; index < lines.length;) {
    const end = endOf(lines, index);
    if (typeof end === 'string') return { line: index + 1, reason: end };
    index = end;
  }
  return null;
}

/**
 * @returns {number | string} the index of the line after the assignment that begins here, or what is wrong
 *   with it
 */
function endOf(lines, index) {
  const line = lines[index];
  if (/^\s*(#|$)/.test(line)) return index + 1;
  if (CONTROL.test(line)) return 'it holds a control character.';
  const start = ASSIGNMENT.exec(line);
  if (!start) return 'it is neither NAME=value nor a comment (#).';
  const value = line.slice(start[0].length);
  const quote = /^["'`]/.exec(value)?.[0];
  if (quote) return endOfQuoted([value.slice(1), ...lines.slice(index + 1)], quote, index);
  return /[^\s#]#/.test(value)
    ? 'a # begins a comment. Put a value that holds one in quotes, or a space before the comment.'
    : index + 1;
}

function endOfQuoted(lines, quote, index) {
  const last = lines.findIndex((line) => line.includes(quote));
  if (last < 0) return 'the quote that begins here does not end.';
  if (lines.slice(0, last + 1).some((line) => CONTROL.test(line))) return 'it holds a control character.';
  const rest = lines[last].slice(lines[last].indexOf(quote) + 1);
  if (!REST_OF_LINE.test(rest))
    return 'only a comment may follow the closing quote. A value that holds one kind of quotes goes into another.';
  return index + last + 1;
}
