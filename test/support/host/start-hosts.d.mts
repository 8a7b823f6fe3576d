export interface ProductHosts {
  /** Port and process id of each, as `port:pid`. */
  readonly addresses: readonly string[];
  close(): void;
}

/** Starts processes that run the product for tests. @param build its folder */
export function startHosts(count: number, build: string): Promise<ProductHosts>;
