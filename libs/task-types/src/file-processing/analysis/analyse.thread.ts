import type { ThreadContext } from '@app/cpu-work';
import type { Analysis } from './analysis.js';
import { analyseCsv } from './csv.js';
import { analyseGzip } from './gzip.js';
import { analyseJson } from './json.js';
import { analysePdf } from './pdf.js';
import { checkSvg } from './svg.js';
import { analyseText } from './text.js';
import { isText } from '../format/claims.js';
import { analyseZip } from './zip.js';

export interface AnalysisQuestion {
  readonly path: string;
  readonly mediaType: string;
}

type Analyse = (path: string, signal: AbortSignal) => Promise<Analysis>;

const BY_TYPE: Readonly<Record<string, Analyse>> = {
  'application/pdf': analysePdf,
  'application/json': analyseJson,
  'application/zip': analyseZip,
  'application/gzip': analyseGzip,
  'text/csv': analyseCsv,
  'text/tab-separated-values': analyseCsv,
  'image/svg+xml': async (path, signal) => (await checkSvg(path), analyseText(path, signal)),
};

/** Looks into everything but pictures. @throws UnusableInput for a file that is damaged or beyond a limit */
export default function analyse(
  { path, mediaType }: AnalysisQuestion,
  { signal }: ThreadContext,
): Promise<Analysis> {
  const known = Object.hasOwn(BY_TYPE, mediaType) ? BY_TYPE[mediaType] : undefined;
  return (known ?? otherwise(mediaType))(path, signal);
}

/** Documents of Office and the like are ZIP archives, and bombs can be made of them too. */
function otherwise(mediaType: string): Analyse {
  if (isText(mediaType)) return analyseText;
  if (/officedocument|opendocument|epub|java-archive/.test(mediaType)) return analyseZip;
  return () => Promise.resolve({ kind: 'other' });
}
