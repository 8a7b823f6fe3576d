/**
 * `npm test`: every suite but `install` (`npm run test:install`) and `hosts` (`npm run test:hosts`), with
 * nothing to prepare.
 * Arguments go to Jest: `npm test -- --selectProjects unit`.
 */
import './check-node.mjs';

const { setUp } = await import('./setup.mjs');
const { installRedisWhenMissing } = await import('./redis.mjs');
const { run } = await import('./run.mjs');
const { root } = await import('./sources.mjs');

await setUp();
await installRedisWhenMissing();
const NODE_OPTIONS = [
  process.env.NODE_OPTIONS,
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  '--max-semi-space-size=64', // a tenth of the time went into collecting what is new
]
  .filter(Boolean)
  .join(' ');
const given = process.argv.slice(2);
const chosen = given.some((argument) => argument.startsWith('--selectProjects'))
  ? given
  : [...given, '--ignoreProjects', 'install', 'hosts'];
const { code } = await run(process.execPath, ['node_modules/jest/bin/jest.js', ...chosen], {
  cwd: root,
  env: { ...process.env, NODE_OPTIONS },
  stdio: 'inherit',
});
process.exitCode = code ?? 1;
