/** What `npm pack` runs first: builds what is stale, and writes the types of the package. */
import '../check-node.mjs';

console.log = console.error; // npm's stdout is for the name of the file, or for JSON
const { setUp } = await import('../setup.mjs');
const { dist } = await import('../sources.mjs');
await setUp();
const { writeDeclarations } = await import('./declarations.mjs');
await writeDeclarations(dist);
