/**
 * Every suite runs with the compiler of the build (.swcrc) and on native ES modules, and shares what is
 * loaded from node_modules with the suites before it (docs/decisions/0020).
 */
const base = {
  runtime: '<rootDir>/test/jest/shared-packages-runtime.mjs',
  testEnvironment: '<rootDir>/test/jest/one-realm-environment.mjs',
  transform: { '^.+\\.ts$': ['@swc/jest'] },
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: {
    '^@app/([^/]+)$': '<rootDir>/libs/$1/src/index.ts',
    '^async-ai-task-runner$': '<rootDir>/apps/task-runner/src/exports/index.ts',
    '^async-ai-task-runner/([^/]+)$': '<rootDir>/apps/task-runner/src/exports/$1.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.data', '<rootDir>/.build'],
  setupFiles: ['reflect-metadata'],
};

const onServers = {
  ...base,
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
};

export default {
  // A limit for what hangs; suites that start servers and kill processes take long, and none of them measures
  // time.
  testTimeout: 180_000,
  testSequencer: '<rootDir>/test/jest/longest-first.mjs',
  // Suites wait for leases and time limits as much as they compute: with one worker a core, a third of two
  // cores was idle.
  maxWorkers: 4,
  projects: [
    { ...base, displayName: 'unit', testMatch: ['<rootDir>/{apps,libs,examples,test/docs}/**/*.spec.ts'] },
    { ...onServers, displayName: 'integration', testMatch: ['<rootDir>/test/integration/**/*.spec.ts'] },
    { ...onServers, displayName: 'e2e', testMatch: ['<rootDir>/test/{e2e,conformance}/**/*.spec.ts'] },
    { ...onServers, displayName: 'faults', testMatch: ['<rootDir>/test/faults/**/*.spec.ts'] },
    // Several hosts, failovers, or millions of rows: `npm run test:hosts` alone runs it, and .ci/run calls
    // that. Its suites start servers of their own.
    {
      ...base,
      displayName: 'hosts',
      testMatch: ['<rootDir>/test/hosts/**/*.spec.ts'],
      globalSetup: '<rootDir>/test/support/build-setup.ts',
      globalTeardown: '<rootDir>/test/support/global-teardown.ts',
    },
    // Installs and builds in empty folders: minutes each, so `npm run test:install` alone runs it, and
    // .ci/run calls that.
    { ...base, displayName: 'install', testMatch: ['<rootDir>/test/install/**/*.spec.ts'] },
  ],
};
