/** A build whose packages are in a few files. */
export interface QuickBuild {
  /** As dist/. */
  readonly folder: string;
  remove(): Promise<void>;
}

/** Makes one from dist/, for the processes that tests start. */
export function makeQuickBuild(): Promise<QuickBuild>;
