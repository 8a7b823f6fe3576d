/** What the API is about to have; this file goes when the generated types know it. */
export interface AwaitedTask {
  readonly waitingFor?: { readonly reason: string; readonly until?: string } | null;
}
export interface AwaitedFilter {
  readonly worker?: string[];
  readonly errorCode?: string[];
}
export interface AwaitedError {
  readonly stack?: string;
  readonly causes?: readonly { readonly name: string; readonly message: string; readonly stack?: string }[];
}
