type Release = () => Promise<unknown>;

/** What has to end before this process does, whatever ends it; last begun, first ended. */
export class Cleanup {
  private readonly releases = new Set<Release>();
  private ending: Promise<void> | null = null;

  /** Also where the process is told to end. */
  onSignals(): void {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.once(signal, () => void this.all().then(() => process.exit(130)));
  }

  get hasBegun(): boolean {
    return this.ending !== null;
  }

  /** @returns releases it now */
  add(release: Release): () => Promise<void> {
    this.releases.add(release);
    return async () => {
      if (this.releases.delete(release)) await release();
    };
  }

  all(): Promise<void> {
    return (this.ending ??= this.releaseAll());
  }

  private async releaseAll(): Promise<void> {
    for (const release of [...this.releases].reverse()) {
      this.releases.delete(release);
      await release().catch((error: unknown) => console.error('could not clean up:', error));
    }
  }
}
