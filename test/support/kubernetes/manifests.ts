import { execFileSync, spawnSync } from 'node:child_process';
import { describe } from '@jest/globals';
import { parseAllDocuments } from 'yaml';

const present = spawnSync('kubectl', ['version', '--client']).error === undefined;

/** Suites that need `kubectl`; where it is missing the suite is skipped by name, and in CI it fails. */
export const describeWithKubectl: typeof describe | typeof describe.skip =
  present || process.env.CI ? describe : describe.skip;

export interface Port {
  readonly name: string;
  readonly containerPort: number;
}

export interface Probe {
  readonly httpGet: { readonly path: string; readonly port: string };
}

export interface Variable {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: { readonly secretKeyRef: { readonly name: string; readonly key: string } };
}

export interface Container {
  readonly name: string;
  readonly image: string;
  readonly command: readonly string[];
  readonly env?: readonly Variable[];
  readonly envFrom: readonly { configMapRef?: { name: string }; secretRef?: { name: string } }[];
  readonly ports?: readonly Port[];
  readonly startupProbe?: Probe;
  readonly livenessProbe?: Probe;
  readonly readinessProbe?: Probe;
  readonly resources: { readonly requests: object; readonly limits: { readonly memory: string } };
  readonly securityContext: object;
  readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[];
}

export interface Pod {
  readonly terminationGracePeriodSeconds: number;
  readonly securityContext: object;
  readonly initContainers: readonly Container[];
  readonly containers: readonly Container[];
}

export type Labels = Readonly<Record<string, string>>;

/** An object as Kubernetes takes it; what a kind has in its `spec` is for the test to know. */
export interface Manifest<Spec = unknown> {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Labels };
  readonly spec: Spec;
  readonly data?: Labels;
}

export interface Workload {
  readonly selector: { readonly matchLabels: Labels };
  readonly template: { readonly metadata: { readonly labels: Labels }; readonly spec: Pod };
}

/** What `kubectl kustomize` makes of a folder. */
export function kustomized(folder: string): Manifest[] {
  const text = execFileSync('kubectl', ['kustomize', folder], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return parseAllDocuments(text).map((document) => document.toJS() as Manifest);
}

export function ofKind<Spec>(manifests: readonly Manifest[], kind: string): Manifest<Spec>[] {
  return manifests.filter((manifest) => manifest.kind === kind) as Manifest<Spec>[];
}

/** Its Deployments of ours: the API and the workers. */
export function ours(manifests: readonly Manifest[]): Manifest<Workload>[] {
  return ofKind<Workload>(manifests, 'Deployment').filter(
    ({ metadata }) => metadata.labels?.['app.kubernetes.io/name'] === 'task-runner',
  );
}

/** What a container has in its environment, as Kubernetes puts it together. */
export function environmentOf(
  { env = [], envFrom }: Container,
  manifests: readonly Manifest[],
  secrets: Readonly<Record<string, Labels>>,
): Labels {
  const sources = envFrom.map(({ configMapRef, secretRef }) =>
    configMapRef
      ? manifests.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === configMapRef.name)
          ?.data
      : secrets[secretRef?.name ?? ''],
  );
  const own = env.map(({ name, value, valueFrom }) => {
    const ref = valueFrom?.secretKeyRef;
    return [name, ref ? (secrets[ref.name]?.[ref.key] ?? '') : (value ?? '')];
  });
  return Object.assign({}, ...sources, Object.fromEntries(own)) as Labels;
}
