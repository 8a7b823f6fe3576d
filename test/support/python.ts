import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { describe } from '@jest/globals';
import { TestProcess } from './test-process.js';

const PYTHON = process.env.PYTHON ?? 'python3';
const can = (...given: readonly string[]): boolean => spawnSync(PYTHON, given).status === 0;

/** Suites that run a real Python: without one they are skipped by name, and in CI they fail. */
export const describeWithPython = describeWhere(
  'python3 is',
  'import sys; assert sys.version_info >= (3, 9)',
);

/** As describeWithPython, with Debian's python3-fastapi and python3-uvicorn. */
export const describeWithFastApi = describeWhere('fastapi and uvicorn are', 'import fastapi, uvicorn');

/** A Python program of the repository, to which the client is known. */
export function startPython(file: string, ...args: readonly string[]): TestProcess {
  const variables = {
    PYTHONPATH: resolve('clients/python'),
    PYTHONDONTWRITEBYTECODE: '1',
    PYTHONUNBUFFERED: '1',
  };
  return new TestProcess(resolve(file), args, variables, PYTHON);
}

function describeWhere(what: string, check: string): (name: string, suite: () => void) => void {
  if (can('-c', check)) return (name, suite) => describe(name, suite);
  if (process.env.CI)
    return () => {
      throw new Error(`${what} missing (3.9 or newer), and CI must not skip this suite`);
    };
  return (name, suite) => describe.skip(`${name} (skipped: ${what} not installed)`, suite);
}
