import { stripVTControlCharacters } from 'node:util';
import type { Options } from '@swc/core';

/** What the message of a file that cannot be compiled begins with: errors cross threads by their message. */
export const COMPILE_ERROR = 'cannot be compiled: ';

const TYPESCRIPT = { syntax: 'typescript', decorators: true } as const;
const JAVASCRIPT = { syntax: 'ecmascript', decorators: true, decoratorsBeforeExport: true } as const;

const OPTIONS: Options = {
  swcrc: false,
  configFile: false,
  jsc: {
    target: 'es2023',
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    keepClassNames: true,
  },
  module: { type: 'es6' },
  sourceMaps: 'inline',
};

/**
 * A source as Node runs it: as the build of the product does, with decorators and their metadata.
 * @throws Error whose message begins with COMPILE_ERROR and has the place
 */
export function compile(file: string, source: string, transformSync: Transform): string {
  const options = { ...OPTIONS, filename: file, sourceFileName: file };
  try {
    const jsc = { ...OPTIONS.jsc, parser: /\.m?ts$/.test(file) ? TYPESCRIPT : JAVASCRIPT };
    return transformSync(source, { ...options, jsc }).code;
  } catch (error) {
    throw new Error(`${COMPILE_ERROR}${described(String((error as Error).message), file)}`, { cause: error });
  }
}

/** `transformSync` of SWC, which is loaded where there is something to compile. */
export type Transform = (source: string, options: Options) => { readonly code: string };

const PLACE = /:(\d+):(\d+)\]$/;

/** SWC draws a picture of several lines; its first line is the reason, and a later one has the place. */
function described(picture: string, file: string): string {
  const lines = stripVTControlCharacters(picture).split('\n');
  const [place] = lines.map((line) => PLACE.exec(line)).filter((found) => found !== null);
  const reason = lines.find((line) => line.trim() !== '') ?? '';
  const at = place ? `:${place[1]}:${place[2]}` : '';
  return `${file}${at} can't be compiled: ${reason.trim().replace(/^[x×] +/, '')}`;
}
