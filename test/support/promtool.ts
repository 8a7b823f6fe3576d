import { spawnSync } from 'node:child_process';
import { describe } from '@jest/globals';

const present = spawnSync('promtool', ['--version']).error === undefined;

/**
 * Suites that need Prometheus's own tools; where they are missing the suite is skipped by name, and in CI it
 * fails.
 */
export const describeWithPromtool: typeof describe | typeof describe.skip =
  present || process.env.CI ? describe : describe.skip;

/** @returns its exit code and all that it wrote */
export function promtool(args: readonly string[], input = ''): { status: number | null; output: string } {
  const { status, stdout, stderr, error } = spawnSync('promtool', args, { input, encoding: 'utf8' });
  return { status, output: error ? error.message : stdout + stderr };
}
