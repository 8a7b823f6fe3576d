import type { FSWatcher } from 'chokidar';

/** Editors write a file in several steps, and a checkout writes many. */
const QUIET_MS = 60;

const SOURCE = /\.(?:[cm]?[jt]s|json)$/;
const LEFT_OUT = /(?:^|[\\/])(?:\.[^\\/]+|node_modules)(?:[\\/]|$)/;

/** Looks at files, and tells which were saved, those of the same moment together. */
export class FileWatch {
  private readonly saved = new Set<string>();
  private timer: NodeJS.Timeout | undefined;

  private constructor(
    private readonly watcher: FSWatcher,
    private readonly onSave: (files: readonly string[]) => void,
  ) {}

  /** @param folders watched with all in them. Resolves when every save is seen */
  static async start(
    folders: readonly string[],
    onSave: (files: readonly string[]) => void,
  ): Promise<FileWatch> {
    const { watch } = await import('chokidar'); // only where one develops
    const ignored = (path: string): boolean =>
      folders.some((folder) => path.startsWith(folder) && LEFT_OUT.test(path.slice(folder.length)));
    const watcher = watch([...folders], { ignored, ignoreInitial: true });
    const files = new FileWatch(watcher, onSave);
    watcher.on('all', (_, path) => files.see(path));
    await new Promise<void>((resolve) => watcher.once('ready', () => resolve()));
    return files;
  }

  /** Also these: what is imported may be elsewhere. */
  add(files: readonly string[]): void {
    this.watcher.add([...files]);
  }

  private see(path: string): void {
    if (!SOURCE.test(path)) return;
    this.saved.add(path);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.tell(), QUIET_MS);
  }

  private tell(): void {
    const files = [...this.saved];
    this.saved.clear();
    this.onSave(files);
  }
}
