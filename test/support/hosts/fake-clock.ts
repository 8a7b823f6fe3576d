import { existsSync, readdirSync } from 'node:fs';

const LIBRARIES = '/usr/lib';
const NAME = 'faketime/libfaketimeMT.so.1';

/** Debian's `libfaketime`, which `.ci/run` installs. */
function library(): string {
  const folder = readdirSync(LIBRARIES).find((one) => existsSync(`${LIBRARIES}/${one}/${NAME}`));
  if (!folder) throw new Error('libfaketime is not installed: no clock can be set for one process');
  return `${LIBRARIES}/${folder}/${NAME}`;
}

/** Variables of a process whose clock is so far ahead, or behind below 0. Its timers run as ever. */
export function fakeClock(aheadSeconds: number): Record<string, string> {
  if (aheadSeconds === 0) return {};
  return {
    LD_PRELOAD: library(),
    FAKETIME: `${aheadSeconds > 0 ? '+' : ''}${aheadSeconds}s`,
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
    DONT_FAKE_MONOTONIC: '1',
  };
}
