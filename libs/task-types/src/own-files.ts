import { Readable } from 'node:stream';
import type { Provider } from '@nestjs/common';
import { FileStore } from '@app/files';
import { Files } from '@app/handlers';

/** The stored files as handlers of users have them: the store in the words of the npm package. */
export const OWN_FILES: Provider = {
  provide: Files,
  inject: [FileStore],
  useFactory: (store: FileStore): Files => ({
    open: (id) => store.open(id),
    save: (content, description, signal) =>
      store.save(Readable.from(content, { objectMode: false }), description, signal ? { signal } : {}),
  }),
};
