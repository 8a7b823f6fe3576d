/**
 * `npm run soak`: work for an hour while the connections to the servers freeze, lag and break. Arguments are
 * those of bench/soak/command-line.ts.
 */
import { readyToMeasure } from './measuring.mjs';
import { installRedisWhenMissing } from './redis.mjs';

await readyToMeasure(installRedisWhenMissing);
await import('../bench/soak/main.ts');
