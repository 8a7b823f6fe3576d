/** The destination is an address to which webhooks may not go. */
export class ForbiddenAddress extends Error {
  override readonly name = 'ForbiddenAddress';
  readonly code = 'forbidden_address';

  constructor() {
    super('The destination is a private, local or reserved address.');
  }
}
