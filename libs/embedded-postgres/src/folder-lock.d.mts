export interface FolderLock {
  release(): Promise<void>;
}

/**
 * Takes a folder for this process alone, until `release()` or its end, however it ends.
 * @param folder absolute; need not exist
 * @param purpose one folder has one lock a purpose
 * @returns null while another process holds it
 */
export function lockFolder(folder: string, purpose: string): Promise<FolderLock | null>;
