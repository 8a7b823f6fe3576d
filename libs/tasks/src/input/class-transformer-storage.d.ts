declare module 'class-transformer/cjs/storage.js' {
  import type { defaultMetadataStorage as storage } from 'class-transformer/types/storage.js';
  export const defaultMetadataStorage: typeof storage;
}
