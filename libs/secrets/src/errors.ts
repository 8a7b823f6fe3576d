/** This process cannot encrypt secrets. */
export class SecretsUnavailable extends Error {
  override readonly name = 'SecretsUnavailable';
  readonly code = 'secrets_unavailable';
}

/** A stored secret that no key of this process opens. */
export class SecretUnreadable extends Error {
  override readonly name = 'SecretUnreadable';
  readonly code = 'secret_unreadable';
}
