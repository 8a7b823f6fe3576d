/** What the holder of a data folder tells of itself. @param url null until it knows its port */
export function aboutRun(url: string | null): string;

/** What to tell a person whose data folder another start uses. @param about what the other one tells */
export function alreadyRunning(dataDir: string, about: string): string;
