export interface FolderLock {
  release(): Promise<void>;
}

/**
 * Takes a folder for this process alone, until `release()` or its end, however it ends.
 * @param folder absolute; need not exist
 * @param purpose one folder has one lock a purpose
 * @param about what whoever asks is told of the holder; its process id by default
 * @returns null while another process holds it
 */
export function lockFolder(folder: string, purpose: string, about?: () => string): Promise<FolderLock | null>;

/**
 * What the holder of a folder tells about itself, empty where it tells nothing; null where nobody holds it.
 */
export function askHolder(folder: string, purpose: string): Promise<string | null>;
