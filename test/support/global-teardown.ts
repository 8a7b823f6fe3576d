/** Ends what the global setup started. A crash of Jest needs no teardown: all of it ends with its owner. */
export default async function globalTeardown(): Promise<void> {
  globalThis.productHosts?.close();
  globalThis.productHosts = undefined;
  await globalThis.quickBuild?.remove();
  globalThis.quickBuild = undefined;
  await globalThis.sharedPostgres?.destroy();
  globalThis.sharedPostgres = undefined;
}
