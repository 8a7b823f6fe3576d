declare global {
  /** Set from global setup to global teardown. */
  var sharedPostgres: { readonly url: string; destroy(): Promise<void> } | undefined;
  var productHosts: { close(): void } | undefined;
  var quickBuild: { readonly folder: string; remove(): Promise<void> } | undefined;
}

export {};
