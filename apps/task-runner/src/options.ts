/** What the command line says, as the commands take it. */
export interface TaskTypesOption {
  readonly taskTypes?: readonly string[];
}

export interface WorkerOptions extends TaskTypesOption {
  readonly queues?: string;
  readonly concurrency?: string;
}
