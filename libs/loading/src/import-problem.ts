import { fileURLToPath } from 'node:url';
import { COMPILE_ERROR } from './compile.js';
import { placeOf, placeOfError } from './place.js';

/** An import that failed, whatever was thrown: also what is no Error. */
export class ImportFailed extends Error {
  override readonly name = 'ImportFailed';

  static rethrow(this: void, cause: unknown): never {
    throw new ImportFailed('An import failed.', { cause });
  }
}

/**
 * Why a file or a package could not be loaded: where, and what to do.
 * @param what a file's URL, or a name for people
 */
export async function importProblem(what: string, failure: unknown, base: string): Promise<string> {
  const thrown: unknown = failure instanceof ImportFailed ? failure.cause : failure;
  const file = what.startsWith('file:') ? fileURLToPath(what) : what;
  if (!(thrown instanceof Error)) return `${file} throws when it is loaded: ${String(thrown)}`;
  return (
    compileProblem(thrown) ??
    (await missingModule(thrown, file, base)) ??
    (await missingExport(thrown, file)) ??
    `${placeOfError(thrown) ?? file} throws when it is loaded: ${thrown.name}: ${thrown.message}`
  );
}

/** Its message has the place already. */
function compileProblem({ message }: Error): string | null {
  return message.startsWith(COMPILE_ERROR) ? message.slice(COMPILE_ERROR.length) : null;
}

async function missingModule(
  error: NodeJS.ErrnoException,
  file: string,
  base: string,
): Promise<string | null> {
  if (!['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND', 'ERR_UNSUPPORTED_DIR_IMPORT'].includes(error.code ?? ''))
    return null;
  const [, name] = /Cannot find package '([^']+)'/.exec(error.message) ?? [];
  const [first = ''] = error.message.split('\n');
  if (!name) return `${file} imports what is not there: ${first}`;
  if (!file.includes('/')) return `${file} is not installed in ${base}. Install it: npm install ${name}`;
  const [, importer = file] = /imported from (.+)$/m.exec(error.message) ?? [];
  const place = await placeOf(importer, new RegExp(`['"]${escaped(name)}`));
  return `${place} imports the package "${name}", which is not installed there. Install it: npm install ${name}`;
}

/** Of a type that is imported as a value: it is gone when the file runs. */
async function missingExport({ name, message }: Error, file: string): Promise<string | null> {
  const [, exported] = /does not provide an export named '([^']+)'/.exec(message) ?? [];
  if (name !== 'SyntaxError' || !exported) return null;
  const place = await placeOf(file, new RegExp(`\\b${escaped(exported)}\\b`));
  return `${place}: ${message}. If "${exported}" is a type, import it as one: import { type ${exported} } …`;
}

function escaped(text: string): string {
  return text.replace(/\W/g, '\\$&');
}
