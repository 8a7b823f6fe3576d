/** `npm run bench`: how fast it is, beside what the same machine can do at most. Arguments are those of bench/command-line.ts. */
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
await import('../bench/main.ts');
