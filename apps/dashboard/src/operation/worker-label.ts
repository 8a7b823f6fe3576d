interface Named {
  readonly name: string | null;
  readonly host: string;
  readonly pid: number | null;
}

/** What a worker is called: `host:pid`, after the name that a worker over HTTP gives itself. */
export function workerLabel({ name, host, pid }: Named): string {
  const place = pid === null ? host : `${host}:${pid}`;
  return name === null || name === host ? place : `${name} · ${place}`;
}
