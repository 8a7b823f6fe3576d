import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { envNames } from '@app/config';
import { parse } from 'yaml';
import {
  describeWithKubectl,
  kustomized,
  type Labels,
  type Manifest,
  ofKind,
  ours,
} from '../support/kubernetes/manifests.js';
import { KubernetesSchemas } from '../support/kubernetes/schemas.js';

const FOLDER = resolve('deploy/kubernetes');
const OVERLAYS = ['redis', 'postgresql', 'kind'] as const;
const INSTALL_LIMIT_MS = 300_000;

interface ScaledObject {
  readonly scaleTargetRef: { readonly name: string };
  readonly minReplicaCount: number;
  readonly triggers: readonly { readonly metadata: Labels }[];
}

describeWithKubectl('deploy/kubernetes', () => {
  const built: Record<string, Manifest[]> = {};
  let folder: string;
  let schemas: KubernetesSchemas;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'task-runner-kubernetes-'));
    schemas = await KubernetesSchemas.install(join(folder, 'schemas'));
    for (const overlay of OVERLAYS) built[overlay] = kustomized(join(FOLDER, 'overlays', overlay));
    built['keda-prometheus'] = kustomized(join(FOLDER, 'keda-prometheus'));
  }, INSTALL_LIMIT_MS);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const of = (name: string): Manifest[] => built[name] ?? [];

  it('is what Kubernetes, KEDA and the Prometheus operator take', async () => {
    expect(await schemas.problems(Object.values(built).flat())).toEqual([]);
  });

  it('would be refused with a wrong value or an unknown name', async () => {
    const [first] = ofKind<object>(of('redis'), 'Deployment');
    const changed = (more: object) => ({ ...first, spec: { ...first?.spec, ...more } }) as Manifest;
    expect((await schemas.problems([changed({ replicas: 'two' })]))[0]).toContain('/spec/replicas');
    expect((await schemas.problems([changed({ replica: 2 })])).join()).toContain(
      `'"replica"' does not exist`,
    );
  });

  it.each(OVERLAYS)('%s sets no variable that the product does not read', (overlay) => {
    const config = ofKind(of(overlay), 'ConfigMap').flatMap(({ data }) => Object.keys(data ?? {}));
    const own = ours(of(overlay)).flatMap(({ spec }) =>
      spec.template.spec.containers.flatMap(({ env = [] }) => env.map(({ name }) => name)),
    );
    expect([...config, ...own].filter((name) => !envNames().includes(name))).toEqual([]);
  });

  it.each(OVERLAYS)('%s runs everything locked, bounded and apart', (overlay) => {
    for (const { spec } of ours(of(overlay))) {
      const pod = spec.template.spec;
      expect(pod).toMatchObject({
        automountServiceAccountToken: false,
        securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
        topologySpreadConstraints: expect.any(Array),
      });
      for (const container of [...pod.initContainers, ...pod.containers]) {
        expect(container).toMatchObject({
          securityContext: {
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            capabilities: { drop: ['ALL'] },
          },
          resources: {
            requests: { cpu: expect.any(String), memory: expect.any(String) },
            limits: { memory: expect.any(String) },
          },
        });
        expect(container.volumeMounts.map(({ mountPath }) => mountPath)).toEqual(['/data', '/tmp']);
      }
    }
  });

  it.each(OVERLAYS)('%s names only what is there', (overlay) => {
    const labelsOfPods = ofKind<{ template: { metadata: { labels: Labels } } }>(of(overlay), 'Deployment')
      .concat(ofKind(of(overlay), 'StatefulSet'))
      .map(({ spec }) => spec.template.metadata.labels);
    for (const [manifest, selector] of of(overlay).flatMap(selectorsOf)) {
      const matched = labelsOfPods.filter((labels) =>
        Object.entries(selector).every(([name, value]) => labels[name] === value),
      );
      expect([manifest.kind, manifest.metadata.name, matched.length > 0]).toEqual([
        manifest.kind,
        manifest.metadata.name,
        true,
      ]);
    }
    const names = ofKind(of(overlay), 'Deployment').map(({ metadata }) => metadata.name);
    const targets = of(overlay)
      .map(({ spec }) => (spec as { scaleTargetRef?: { name: string } } | undefined)?.scaleTargetRef?.name)
      .filter((name) => name !== undefined);
    expect(names).toEqual(expect.arrayContaining(targets));
  });

  it.each(OVERLAYS)('%s gives each probe and Service a port that is listened to', (overlay) => {
    const config = settingsOf(of(overlay));
    const listened: Labels = { api: config.PORT ?? '', worker: config.WORKER_PORT ?? '' };
    for (const container of ours(of(overlay)).flatMap(({ spec }) => spec.template.spec.containers)) {
      expect(container.ports).toEqual([{ name: 'http', containerPort: Number(listened[container.name]) }]);
      const probe = { httpGet: { port: 'http' } };
      expect(container).toMatchObject({ startupProbe: probe, livenessProbe: probe, readinessProbe: probe });
    }
    const [service] = ofKind<{ ports: object[] }>(of(overlay), 'Service');
    expect(service).toMatchObject({
      metadata: { name: 'task-runner-api' },
      spec: { ports: [{ port: Number(listened.api), targetPort: 'http' }] },
    });
  });

  it('gives each worker longer than its drain', () => {
    for (const { spec } of ours(of('redis'))) {
      const pod = spec.template.spec;
      const drain = pod.containers[0]?.env?.find(({ name }) => name === 'DRAIN_SECONDS')?.value ?? '30';
      expect(pod.terminationGracePeriodSeconds).toBeGreaterThanOrEqual(Number(drain) + 15);
    }
  });

  it.each(['redis', 'keda-prometheus'])('%s scales each queue of the workers, from none', (name) => {
    const scaled = ofKind<ScaledObject>(of(name), 'ScaledObject').map(
      ({ spec: { scaleTargetRef, minReplicaCount, triggers } }) => [
        scaleTargetRef.name,
        minReplicaCount,
        ...triggers.flatMap(({ metadata }) => demandOn(metadata)),
      ],
    );
    const concurrency = settingsOf(of('redis')).CONCURRENCY;
    const workers = ours(of('redis')).flatMap(({ metadata, spec }) =>
      spec.template.spec.containers.flatMap(({ env = [] }) =>
        env
          .filter((variable) => variable.name === 'QUEUES')
          .map(({ value }) => [metadata.name, 0, value, concurrency]),
      ),
    );
    expect(workers).toHaveLength(3);
    expect(scaled).toEqual(workers);
  });

  it('has the rules of deploy/observability', async () => {
    const groups = await Promise.all(
      ['recording', 'alerts'].map(async (name) => {
        const text = await readFile(`deploy/observability/prometheus/rules/${name}.yml`, 'utf8');
        return (parse(text) as { groups: object[] }).groups;
      }),
    );
    const [rule] = ofKind<{ groups: object[] }>(of('redis'), 'PrometheusRule');
    expect(rule?.spec.groups).toEqual(groups.flat());
  });
});

function settingsOf(manifests: readonly Manifest[]): Labels {
  return ofKind(manifests, 'ConfigMap')[0]?.data ?? {};
}

/** The queue that a trigger of KEDA asks about, and for how much of it one worker is. */
function demandOn({ url, targetValue, query, threshold }: Labels): (string | undefined)[] {
  return url ? [url.split('/').at(-1), targetValue] : [query?.split('"')[1], threshold];
}

/** The labels by which an object finds pods, with the object. */
function selectorsOf(manifest: Manifest): [Manifest, Labels][] {
  const spec = manifest.spec as
    { selector?: Labels & { matchLabels?: Labels }; podSelector?: { matchLabels: Labels } } | undefined;
  const selector = spec?.podSelector?.matchLabels ?? spec?.selector?.matchLabels ?? spec?.selector;
  return selector && manifest.kind !== 'PersistentVolumeClaim' ? [[manifest, selector]] : [];
}
