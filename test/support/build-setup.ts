import { makeQuickBuild } from './quick-build/quick-build.mjs';

/** For suites that start all their servers themselves: the quick build, and nothing that runs. */
export default async function buildSetup(): Promise<void> {
  globalThis.quickBuild = await makeQuickBuild();
  process.env.TEST_BUILD = globalThis.quickBuild.folder;
}
