import type { PipeTransform } from '@nestjs/common';

/**
 * A pipe for what is no part of the path. Nest runs all pipes of a call at once, and the first one that
 * throws answers: this one waits until those of the path have, so that what is not there is a 404 whatever
 * else was sent.
 */
export function afterPath<Sent, Read>(read: (sent: Sent) => Read): PipeTransform<Sent, Promise<Read>> {
  return {
    transform: async (sent) => {
      await Promise.resolve();
      return read(sent);
    },
  };
}
