import { stat } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import type { Local, PartName } from '../local.js';
import { FileWatch } from './watch-files.js';

/** What API and worker tell of the task types that they have loaded; see aboutOwnTypes. */
interface OwnTypes {
  readonly files: readonly string[];
  readonly declaration: string;
}

/**
 * Has what is saved of the users' task types run at once: a new worker takes the place of the one that runs,
 * and a new API where what it uses of a type has changed.
 */
export class OwnTypesWatch {
  private readonly declarations = new Map<PartName, string>();
  private readonly imported = new Set<string>();
  private files: FileWatch | null = null;
  private saves = 0;

  constructor(private readonly show: (text: string) => void) {}

  /** Hears what a part tells. */
  hear(part: PartName, message: unknown): void {
    const { ownTypes } = (message ?? {}) as { ownTypes?: OwnTypes };
    if (!ownTypes) return;
    this.declarations.set(part, ownTypes.declaration);
    for (const file of ownTypes.files) this.imported.add(file);
    this.files?.add(ownTypes.files);
  }

  /** @param entries of TASK_TYPES; installed packages are not looked at */
  async start(local: Local, entries: readonly string[]): Promise<void> {
    const paths = entries.map((entry) => resolve(entry));
    const there = await Promise.all(
      paths.map((path) =>
        stat(path).then(
          () => true,
          () => false,
        ),
      ),
    );
    const watched = paths.filter((_, index) => there[index]);
    if (watched.length === 0) return;
    this.files = await FileWatch.start(watched, (files) => void this.take(local, files));
    this.files.add([...this.imported]);
    this.show(
      `Watching ${watched.map((path) => relative('', path) || path).join(', ')}: save a file, and it runs.\n\n`,
    );
  }

  /** A save that comes meanwhile is another one's business. */
  private async take(local: Local, files: readonly string[]): Promise<void> {
    this.saves += 1;
    const save = this.saves;
    this.show(`${files.map((file) => relative('', file)).join(', ')}: the next tasks run with it\n`);
    const isThere = await local.replace('worker');
    if (save !== this.saves) return;
    if (!isThere) return this.show('It cannot start; the reason is above. The code of before goes on.\n');
    if (this.declarations.get('worker') !== this.declarations.get('api')) await local.replace('api');
  }
}
