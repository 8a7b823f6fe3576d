import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { textOf } from '../../../test/support/docs-blocks.js';
import { loadConfiguration } from './configuration.js';
import { Env, envFrom, envNames } from './env.js';

/** Read outside of the configuration: by Compose, the command line and the scripts that a person starts. */
const READ_ELSEWHERE = ['ENV_FILE', 'TASK_RUNNER_URL', 'TASK_RUNNER_KEY', 'POSTGRES_PASSWORD'];

/** Of tools for those who work on the product, of npm, and what a keeper gives its processes. */
const NOT_SETTINGS =
  /^(npm_\w+|TASK_RUNNER_TAKES_OVER|API|DEBIAN_FRONTEND|NODE_OPTIONS|OTEL_EXPORTER_OTLP_HEADERS)$/;

describe('.env.example', () => {
  const text = readFileSync(new URL('../../../.env.example', import.meta.url), 'utf8');
  const lines = [...text.matchAll(/^(?:# )?([A-Z][A-Z0-9_]*)=(.*)$/gm)].map(([, name = '', value = '']) => ({
    name,
    value,
  }));
  const documented = lines.map(({ name }) => name);
  const examples = Object.fromEntries(lines.map(({ name, value }) => [name, value]));

  it('documents every variable that is read', () => {
    expect([...envNames(), ...READ_ELSEWHERE].filter((name) => !documented.includes(name))).toEqual([]);
  });

  it('has the settings that docs/deployment.md shows', async () => {
    const shown = (await textOf('docs/deployment.md', 'settings'))
      .split('\n')
      .map((line) => line.split('=')[0]);
    expect(shown.length).toBeGreaterThan(3);
    expect(shown.filter((name) => !documented.includes(name as string))).toEqual([]);
  });

  it('names no variable that nothing reads, and none twice', () => {
    const read = [...envNames(), ...READ_ELSEWHERE];
    expect(
      documented.filter((name, index) => !read.includes(name) || documented.indexOf(name) !== index),
    ).toEqual([]);
  });

  it('knows of every variable that some file reads by itself', () => {
    const files = execFileSync(
      'git',
      [
        'grep',
        '-hoE',
        String.raw`process\.env\.[A-Za-z_]+|\.env\('[A-Z_]+'\)`,
        '--',
        'apps',
        'libs',
        'scripts/*.mjs',
        'scripts/dev',
      ],
      { encoding: 'utf8' },
    );
    const names = [...files.matchAll(/process\.env\.(\w+)|\.env\('(\w+)'\)/g)].map(
      ([, one, other]) => one ?? other ?? '',
    );
    const known = [
      ...envNames(),
      ...READ_ELSEWHERE,
      'CI',
      'PATH',
      'CHROMIUM',
      'FOLDER',
      'MINUTES',
      'BASE_URL',
      'PIDS',
      'PORT',
    ];
    expect(names.filter((name) => !known.includes(name) && !NOT_SETTINGS.test(name))).toEqual([]);
  });

  it('shows the defaults', () => {
    const defaults = new Env() as unknown as Record<string, unknown>;
    const shown = envFrom(examples) as unknown as Record<string, unknown>;
    const isDefault = (name: string): boolean =>
      defaults[name] !== undefined && name !== 'API_KEYS' && name !== 'TRUSTED_PROXIES';
    const wanted = envNames().filter(isDefault);
    expect(Object.fromEntries(wanted.map((name) => [name, shown[name]]))).toEqual(
      Object.fromEntries(wanted.map((name) => [name, defaults[name]])),
    );
  });

  it('has examples that are taken', () => {
    expect(() =>
      loadConfiguration({ ...examples, DEFAULT_PROVIDER: 'simulated', OPENAI_COMPATIBLE_API_KEY: 'key' }),
    ).not.toThrow();
  });

  it('shows the base URLs that are used without a setting', () => {
    for (const provider of ['openai', 'anthropic', 'deepseek']) {
      const code = execFileSync('git', ['grep', '-h', 'https://api', '--', `libs/ai/src/${provider}`], {
        encoding: 'utf8',
      });
      expect(code).toContain(`'${examples[`${provider.toUpperCase()}_BASE_URL`]}'`);
    }
  });
});
