import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from '@jest/globals';
import { freePort, KeptProcess, type Run } from '@app/embedded-postgres';
import { until } from './until.js';

const RULES = 'deploy/observability/prometheus/rules';
const READY_LIMIT_MS = 20_000;

const present = spawnSync('prometheus', ['--version']).error === undefined;

/**
 * Suites that need Prometheus itself; where it is missing the suite is skipped by name, and in CI it fails.
 */
export const describeWithPrometheus: typeof describe | typeof describe.skip =
  present || process.env.CI ? describe : describe.skip;

/** An alert as Prometheus shows it. */
export interface FiringAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly state: 'pending' | 'firing';
}

/**
 * A real Prometheus with the rules of deploy/, for whom seconds are minutes: it scrapes and evaluates each
 * second, and an alert waits for as many seconds as its rule says minutes.
 */
export class TestPrometheus {
  private constructor(
    private readonly url: string,
    private readonly folder: string,
    private readonly kept: KeptProcess,
    private readonly server: Run,
  ) {}

  /**
   * It ends with this process, however that ends.
   * @param targets the URLs of processes, by their job's name
   */
  static async start(targets: Readonly<Record<string, readonly string[]>>): Promise<TestPrometheus> {
    const [folder, port] = await Promise.all([
      mkdtemp(join(tmpdir(), 'task-runner-prometheus-')),
      freePort(),
    ]);
    const file = join(folder, 'prometheus.json');
    await Promise.all([
      writeFile(file, JSON.stringify(configurationFor(targets))),
      hastenRules(join(folder, 'rules')),
    ]);
    const kept = new KeptProcess({
      stopSignal: 'SIGKILL',
      killSignal: 'SIGKILL',
      orphanGraceMs: 0,
      removeWhenOrphaned: folder,
    });
    const args = [
      `--config.file=${file}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
    ];
    const server = await kept.run({
      command: 'prometheus',
      args,
      env: { PATH: process.env.PATH ?? '' },
      logFile: join(folder, 'prometheus.log'),
    });
    const started = new TestPrometheus(`http://127.0.0.1:${port}`, folder, kept, server);
    await until(async () => (await fetch(`${started.url}/-/ready`)).ok, READY_LIMIT_MS);
    return started;
  }

  async alerts(): Promise<FiringAlert[]> {
    return (await this.get<{ alerts: FiringAlert[] }>('alerts')).alerts;
  }

  /** The values of an expression now, by the labels of each series. */
  async values(expression: string): Promise<{ labels: Record<string, string>; value: number }[]> {
    const { result } = await this.get<{
      result: { metric: Record<string, string>; value: [number, string] }[];
    }>(`query?query=${encodeURIComponent(expression)}`);
    return result.map(({ metric, value }) => ({ labels: metric, value: Number(value[1]) }));
  }

  async stop(): Promise<void> {
    this.kept.signal('SIGKILL');
    await this.server.exited;
    await this.kept.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  private async get<Data>(path: string): Promise<Data> {
    const answer = await fetch(`${this.url}/api/v1/${path}`);
    if (!answer.ok) throw new Error(`Prometheus answered with ${answer.status}: ${await answer.text()}`);
    return ((await answer.json()) as { data: Data }).data;
  }
}

/** JSON, which Prometheus reads as the YAML that it is. */
function configurationFor(targets: Readonly<Record<string, readonly string[]>>): object {
  return {
    global: { scrape_interval: '1s', scrape_timeout: '1s', evaluation_interval: '1s' },
    rule_files: ['rules/*.yml'],
    scrape_configs: Object.entries(targets).map(([job, urls]) => ({
      job_name: job,
      static_configs: [{ targets: urls.map((url) => new URL(url).host) }],
    })),
  };
}

/** The rules as they are, but for how long an alert waits. */
async function hastenRules(folder: string): Promise<void> {
  await mkdir(folder);
  for (const name of await readdir(RULES)) {
    const rules = await readFile(join(RULES, name), 'utf8');
    await writeFile(join(folder, name), rules.replace(/^( +for: \d+)m$/gm, '$1s'));
  }
}
