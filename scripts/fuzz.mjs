/** `npm run fuzz`: odd requests by the thousand, each answer held against the OpenAPI document. Arguments are those of bench/fuzz/command-line.ts. */
import './check-node.mjs';

const { endWithNpm } = await import('./end-with-npm.mjs');
const { setUp } = await import('./setup.mjs');
const { root } = await import('./sources.mjs');

process.chdir(root);
endWithNpm();
await setUp();
await import('../bench/typescript.mjs');
await import('../bench/fuzz/main.ts');
