/** `npm run sizing`: the tables of docs/scaling.md, by a simulation with what tasks were measured to cost. */
import './check-node.mjs';
import '../bench/typescript.mjs';

await import('../bench/sizing/main.ts');
