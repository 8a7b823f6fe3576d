/**
 * What all programs that measure need before they can be loaded: packages, a build, and Node that reads
 * TypeScript.
 */
import './check-node.mjs';

const { endWithNpm } = await import('../apps/local/src/end-with-npm.mjs');
const { setUp } = await import('./setup.mjs');
const { root } = await import('./sources.mjs');

/** @param prepare what the program needs besides, once all is installed and built */
export async function readyToMeasure(prepare = async () => undefined) {
  process.chdir(root);
  endWithNpm();
  await setUp();
  await prepare();
  await import('../bench/typescript.mjs');
}
