import type { StatisticsWindow } from '@app/persistence';
import { OneOfParameter } from '../requests/parameters.js';

/** The windows of GET /stats, each in steps that make a readable chart. */
export const WINDOWS = {
  '15m': { steps: 15, stepSeconds: 60 },
  '1h': { steps: 60, stepSeconds: 60 },
  '24h': { steps: 96, stepSeconds: 900 },
  '7d': { steps: 84, stepSeconds: 7200 },
} as const satisfies Record<string, StatisticsWindow>;

export type WindowName = keyof typeof WINDOWS;

export const WINDOW_NAMES = Object.keys(WINDOWS) as WindowName[];

export class StatsQuery {
  @OneOfParameter(WINDOW_NAMES, { default: '1h' })
  readonly window!: WindowName;
}
