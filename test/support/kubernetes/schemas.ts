import { execFile } from 'node:child_process';
import { cp, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Manifest } from './manifests.js';

const run = promisify(execFile);
const COMPILER = {
  noEmit: true,
  strict: true,
  skipLibCheck: true,
  module: 'esnext',
  moduleResolution: 'bundler',
};

/**
 * Packages with the schemas, installed in a folder of its own: what Kubernetes and the operators take, as
 * validators, which know values, and as types, which know names. A name that is wrong passes the validators.
 */
export class KubernetesSchemas {
  private constructor(private readonly folder: string) {}

  static async install(folder: string): Promise<KubernetesSchemas> {
    await cp(resolve('test/install/kubernetes-schemas'), folder, { recursive: true });
    await run('npm', ['ci', '--prefer-offline', '--no-audit', '--no-fund'], { cwd: folder });
    return new KubernetesSchemas(folder);
  }

  /** @returns what is wrong with which object; empty where nothing is */
  async problems(manifests: readonly Manifest[]): Promise<string[]> {
    return [...(await this.wrongValues(manifests)), ...(await this.wrongNames(manifests))];
  }

  private async wrongValues(manifests: readonly Manifest[]): Promise<string[]> {
    const lines = manifests.map(
      (manifest, n) => `import { ${manifest.kind} as Kind${n} } from '${moduleOf(manifest)}';
try { new Kind${n}(${JSON.stringify(manifest)}).validate(); }
catch (error) { problems.push(${JSON.stringify(`${manifest.kind} ${manifest.metadata.name}: `)} + error.message); }`,
    );
    const file = join(this.folder, 'values.mjs');
    await writeFile(
      file,
      `const problems = [];\n${lines.join('\n')}\nconsole.log(JSON.stringify(problems));\n`,
    );
    const { stdout } = await run(process.execPath, [file], { cwd: this.folder });
    return JSON.parse(stdout) as string[];
  }

  private async wrongNames(manifests: readonly Manifest[]): Promise<string[]> {
    const lines = manifests.map(
      (manifest, n) =>
        `import type { I${manifest.kind} as Kind${n} } from '${moduleOf(manifest)}';\n` +
        `export const ${constantOf(manifest)}_${n}: Kind${n} = ${JSON.stringify(manifest, null, 1)};`,
    );
    await writeFile(join(this.folder, 'names.ts'), lines.join('\n'));
    const compilerOptions = { ...COMPILER, types: [] };
    await writeFile(
      join(this.folder, 'tsconfig.json'),
      JSON.stringify({ compilerOptions, files: ['names.ts'] }),
    );
    const compiler = resolve('node_modules/typescript/bin/tsc');
    return run(process.execPath, [compiler, '-p', '.'], { cwd: this.folder }).then(
      () => [],
      ({ stdout }: { stdout: string }) => stdout.trim().split('\n'),
    );
  }
}

function moduleOf({ apiVersion }: Manifest): string {
  if (apiVersion.startsWith('keda.sh/')) return `@kubernetes-models/keda/${apiVersion}`;
  if (apiVersion.startsWith('monitoring.coreos.com/'))
    return `@kubernetes-models/prometheus-operator/${apiVersion}`;
  return `kubernetes-models/${apiVersion}`;
}

function constantOf({ kind, metadata }: Manifest): string {
  return `${kind}_${metadata.name.replace(/\W/g, '_')}`;
}
