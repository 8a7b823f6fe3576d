import type { StatisticsWindow } from '@app/persistence';
import { QueryReader, type RawQuery } from '../requests/query-reader.js';

/** The windows of GET /stats, each in steps that make a readable chart. */
export const WINDOWS = {
  '15m': { steps: 15, stepSeconds: 60 },
  '1h': { steps: 60, stepSeconds: 60 },
  '24h': { steps: 96, stepSeconds: 900 },
  '7d': { steps: 84, stepSeconds: 7200 },
} as const satisfies Record<string, StatisticsWindow>;

export type WindowName = keyof typeof WINDOWS;

export const WINDOW_NAMES = Object.keys(WINDOWS) as WindowName[];

/** @throws InputRefused */
export function readWindow(query: RawQuery): WindowName {
  const reader = new QueryReader(query, ['window']);
  const window = (reader.single('window') ?? '1h') as WindowName;
  if (!WINDOW_NAMES.includes(window)) reader.refuse('window', `must be one of ${WINDOW_NAMES.join(', ')}`);
  reader.finish();
  return window;
}
