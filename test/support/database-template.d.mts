/** Each test's database is a copy of it. */
export const TEMPLATE: string;

/** Makes it, with our migrations and BullMQ's, where the server has none yet. */
export function makeTemplate(serverUrl: string): Promise<void>;
