import { headerText } from './charset.js';
import { fileName, NAMELESS } from './file-name.js';
import { headerValue } from './header-parameters.js';
import type { PartHeaders } from './part-headers.js';

/** A part of a form, as its own headers describe it. */
export interface PartDescription {
  /** The name of the field. */
  readonly field: string;
  /** Undefined where it is a text and no file; empty where no file was chosen. */
  readonly fileName: string | undefined;
  readonly mediaType: string;
  /** Whether its bytes are sent in another form than they are. */
  readonly isEncoded: boolean;
}

/** Null where a part does not say what it is. */
export function partDescription(headers: PartHeaders): PartDescription | null {
  const disposition = headers.get('content-disposition');
  if (disposition === undefined) return null;
  const { parameters } = headerValue(headerText(Buffer.from(disposition, 'latin1')));
  const mediaType = headers.get('content-type') ?? 'text/plain';
  const nameless = headerValue(mediaType).type === 'application/octet-stream' ? NAMELESS : undefined;
  const encoding = headers.get('content-transfer-encoding')?.trim().toLowerCase() ?? 'binary';
  return {
    field: parameters.get('name') ?? '',
    fileName: fileName(parameters) ?? nameless,
    mediaType,
    isEncoded: !['7bit', '8bit', 'binary', ''].includes(encoding),
  };
}
