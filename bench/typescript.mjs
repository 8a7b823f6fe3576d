/** Lets Node import the sources of the benchmarks, and ours through `@app/…`, as they are. */
import { register } from 'node:module';

register('../test/support/typescript-hooks.mjs', import.meta.url);
