/**
 * `npm run fuzz`: odd requests by the thousand, each answer held against the OpenAPI document. Arguments are
 * those of bench/fuzz/command-line.ts.
 */
import { readyToMeasure } from './measuring.mjs';

await readyToMeasure();
await import('../bench/fuzz/main.ts');
