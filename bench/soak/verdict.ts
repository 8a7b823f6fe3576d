import { readFile } from 'node:fs/promises';
import type { Soak } from './soak.js';

/** What a soak came to: each figure with its name, and what must be zero. */
export interface Verdict {
  readonly figures: Readonly<Record<string, string | number>>;
  readonly faults: Readonly<Record<string, number>>;
  /** Some of what was wrong, in words. */
  readonly details: readonly string[];
}

export async function verdictOn({ system, submitter, follower, weathers, rate }: Soak): Promise<Verdict> {
  const { accepted, ended, endedTwice } = await system.audit.count();
  const known = new Set(
    (await system.audit.query<{ id: string }>('SELECT id FROM tasks')).map(({ id }) => id),
  );
  const [row] = await system.audit.query<Record<string, number>>(FAULTS);
  return {
    figures: {
      'tasks a second asked for': Math.round(rate),
      submitted: submitter.submitted,
      accepted,
      ended,
      'answers of the API': textOf(submitter.answers),
      'longest answer, ms': Math.round(submitter.longestAnswerMs),
      'texts followed': follower.followed,
      'streams that went on elsewhere': follower.resumed,
      ...Object.fromEntries(
        weathers.map(({ counts }, index) => [`weather of server ${index + 1}`, textOf(counts)]),
      ),
      ...(await attempts(system.audit)),
    },
    faults: {
      lost: [...submitter.ids].filter((id) => !known.has(id)).length + (accepted - ended),
      twice: endedTwice,
      'accepted and never answered': [...known].filter((id) => !submitter.ids.has(id)).length,
      ...row,
      'submissions without an answer': submitter.faults.length,
      'streams that broke': follower.faults.length,
    },
    details: [
      ...submitter.faults.slice(0, 10),
      ...follower.faults.slice(0, 10),
      ...(await odd(system.audit)),
    ],
  };
}

/** In mebibytes. */
export async function residentMemory(pid: number): Promise<number> {
  const [, kibibytes] = /VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kibibytes) / 1_024);
}

function textOf(counts: ReadonlyMap<string, number>): string {
  return [...counts].map(([name, count]) => `${name}: ${count}`).join(', ');
}

async function attempts(audit: Soak['system']['audit']): Promise<Record<string, number>> {
  const rows = await audit.query<{ outcome: string; count: number }>(
    `SELECT outcome || coalesce(' ' || (error->>'code'), '') AS outcome, count(*)::int FROM task_attempts GROUP BY 1 ORDER BY 1`,
  );
  return Object.fromEntries(rows.map(({ outcome, count }) => [`attempts ${outcome}`, count]));
}

/** Tasks and attempts that are not as they must be; no worker was stopped, so none may be lost. */
async function odd(audit: Soak['system']['audit']): Promise<string[]> {
  const rows =
    await audit.query(`SELECT id, type, status, error, attempts_made, worker_id, created_at, started_at, finished_at, metadata
    FROM tasks WHERE ${WRONG_END} OR id IN (SELECT task_id FROM task_attempts WHERE outcome = 'lost') ORDER BY id LIMIT 10`);
  return rows.map((row) => JSON.stringify(row));
}

const WRONG_END = `NOT (CASE metadata->>'kind'
  WHEN 'sum' THEN status = 'COMPLETED' AND result->>'value' = metadata->>'value'
  WHEN 'cancelled' THEN status IN ('CANCELLED', 'COMPLETED')
  ELSE status = 'COMPLETED' END)`;

const FAULTS = `
  SELECT (SELECT count(*)::int FROM tasks WHERE ${WRONG_END}) AS "ended otherwise than they must",
    (SELECT count(*)::int FROM task_attempts WHERE outcome = 'lost') AS "reclaimed from living workers",
    (SELECT count(*)::int FROM tasks WHERE metadata->>'kind' <> 'unreliable' AND attempts_made > 1) AS "run again without need"`;
