/** `npm run soak`: work for an hour while the connections to the servers freeze, lag and break. Arguments are those of bench/soak/command-line.ts. */
import './check-node.mjs';

const { endWithNpm } = await import('./end-with-npm.mjs');
const { setUp } = await import('./setup.mjs');
const { installRedisWhenMissing } = await import('./redis.mjs');
const { root } = await import('./sources.mjs');

process.chdir(root);
endWithNpm();
await setUp();
await installRedisWhenMissing();
await import('../bench/typescript.mjs');
await import('../bench/soak/main.ts');
