/**
 * `npm run bench`: how fast it is, beside what the same machine can do at most. Arguments are those of
 * bench/command-line.ts.
 */
import { readyToMeasure } from './measuring.mjs';
import { installRedisWhenMissing } from './redis.mjs';

await readyToMeasure(installRedisWhenMissing);
await import('../bench/main.ts');
