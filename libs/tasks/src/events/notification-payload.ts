/** A notification of PostgreSQL holds less than 8,000 bytes; an id without its hyphens takes 32. */
const IDS_PER_PAYLOAD = 240;

/** The ids of tasks as payloads of notifications; one that is empty where there are no ids. */
export function payloadsOf(taskIds: readonly string[]): string[] {
  const payloads: string[] = [];
  for (let from = 0; from === 0 || from < taskIds.length; from += IDS_PER_PAYLOAD) {
    payloads.push(
      taskIds
        .slice(from, from + IDS_PER_PAYLOAD)
        .join('')
        .replaceAll('-', ''),
    );
  }
  return payloads;
}

export function taskIdsIn(payload: string): string[] {
  return (payload.match(/[\da-f]{32}/g) ?? []).map((hex) =>
    hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
  );
}
