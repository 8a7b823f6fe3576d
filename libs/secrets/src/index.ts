export { SecretsUnavailable, SecretUnreadable } from './errors.js';
export { KeyFile } from './key-file.js';
export { type KeyRing, keyRingOf } from './key-ring.js';
export { rotate, type Rotation } from './rotate.js';
export { SecretKey } from './secret-key.js';
export { SecretKeeper } from './secret-keeper.js';
export { Secrets } from './secrets.js';
export { SecretsModule } from './secrets.module.js';
