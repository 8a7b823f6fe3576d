/** Ends what the global setup started. A crash of Jest needs no teardown: the server ends with its owner. */
export default async function globalTeardown(): Promise<void> {
  await globalThis.sharedPostgres?.destroy();
  globalThis.sharedPostgres = undefined;
}
