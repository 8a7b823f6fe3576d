import { headerText } from './charset.js';
import { fileName, NAMELESS } from './file-name.js';
import { headerValue } from './header-parameters.js';

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

/** Each header's values by its name in lower case, one character a byte. */
export type PartHeaders = Readonly<Record<string, readonly string[] | undefined>>;

/** Null where a part does not say what it is. */
export function partDescription(headers: PartHeaders): PartDescription | null {
  const disposition = headers['content-disposition']?.[0];
  if (disposition === undefined) return null;
  const { parameters } = headerValue(headerText(Buffer.from(disposition, 'latin1')));
  const mediaType = headers['content-type']?.[0] ?? 'text/plain';
  const nameless = headerValue(mediaType).type === 'application/octet-stream' ? NAMELESS : undefined;
  const encoding = headers['content-transfer-encoding']?.[0]?.trim().toLowerCase() ?? 'binary';
  return {
    field: parameters.get('name') ?? '',
    fileName: fileName(parameters) ?? nameless,
    mediaType,
    isEncoded: !['7bit', '8bit', 'binary', ''].includes(encoding),
  };
}
