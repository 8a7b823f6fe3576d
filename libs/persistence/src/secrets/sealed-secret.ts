declare const SEALED: unique symbol;

/** A secret as it may be kept: encrypted. Only libs/secrets makes one. */
export type SealedSecret = string & { readonly [SEALED]: true };

/**
 * What sealed secrets begin with; the id of their key comes next. Version 0.1.0 kept secrets in clear text,
 * which never begin so.
 */
export const SEAL = 'enc:v1:';

export function isSealed(text: string): text is SealedSecret {
  return text.startsWith(SEAL);
}
