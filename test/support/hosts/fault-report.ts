import { readFile } from 'node:fs/promises';
import type { History } from './histories.js';
import type { Accepted } from './load.js';

/** From its acceptance to the attempt that completed it. */
const LATE_TO_START_MS = 3_000;

export interface FaultRow {
  readonly fault: string;
  readonly accepted: number;
  readonly ended: number;
  readonly lost: number;
  readonly endedTwice: number;
  /** Their handlers did their work more than once, as at least once allows. */
  readonly ranTwice: number;
  /** From the fault until all that it held up had been accepted, and ran again; null: not measured. */
  readonly goesOnS: number | null;
  /** From its end until the host did its work again. */
  readonly backS: number | null;
}

export function rowOf(
  fault: string,
  tasks: readonly Accepted[],
  histories: ReadonlyMap<string, History>,
  effects: ReadonlyMap<string, number>,
  times: Pick<FaultRow, 'goesOnS' | 'backS'>,
): FaultRow {
  const known = tasks.flatMap(({ id }) => histories.get(id) ?? []);
  return {
    fault,
    accepted: tasks.length,
    ended: known.filter(({ ends }) => ends > 0).length,
    lost: tasks.length - known.length,
    endedTwice: known.filter(({ ends }) => ends > 1).length,
    ranTwice: tasks.filter(({ id }) => (effects.get(id) ?? 0) > 1).length,
    ...times,
  };
}

/**
 * How long after this time the last task that it held up was accepted, and ran. 0 where none was held up.
 * @param lateToAcceptMs after which a client has waited longer than usual
 */
export function heldUpMs(
  since: number,
  lateToAcceptMs: number,
  tasks: readonly Accepted[],
  histories: ReadonlyMap<string, History>,
): number {
  const late = tasks.flatMap(({ id, sentAt, acceptedAt }) => [
    ...(acceptedAt - sentAt > lateToAcceptMs ? [acceptedAt] : []),
    ...startsOf(histories.get(id)).filter((startedAt) => startedAt - acceptedAt > LATE_TO_START_MS),
  ]);
  return Math.max(0, ...late.map((time) => time - since));
}

/** How often the handler of each task did its work. */
export async function effectsIn(file: string): Promise<ReadonlyMap<string, number>> {
  const effects = new Map<string, number>();
  for (const id of (await readFile(file, 'utf8').catch(() => '')).split('\n'))
    if (id) effects.set(id, (effects.get(id) ?? 0) + 1);
  return effects;
}

/** As a page of the documentation has it. */
export function tableOf(rows: readonly FaultRow[]): string {
  const head =
    '| fault | accepted | ended | lost | ended twice | ran twice | others go on after | back after |\n|---|---|---|---|---|---|---|---|';
  const lines = rows.map(
    ({ fault, accepted, ended, lost, endedTwice, ranTwice, goesOnS, backS }) =>
      `| ${[fault, accepted, ended, lost, endedTwice, ranTwice, seconds(goesOnS), seconds(backS)].join(' | ')} |`,
  );
  return [head, ...lines].join('\n');
}

function startsOf(history: History | undefined): number[] {
  return history?.startedAt ? [history.startedAt] : [];
}

function seconds(value: number | null): string {
  return value === null ? '–' : `${value.toFixed(1)} s`;
}
