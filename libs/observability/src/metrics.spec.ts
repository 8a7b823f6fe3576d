import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Metrics } from './metrics.js';

const DOCUMENT = readFileSync(join(import.meta.dirname, '../../../docs/metrics.md'), 'utf8');
const DEFAULT = /^(nodejs|process)_/;

it('has in docs/metrics.md what there is: names, types and labels', () => {
  const documented = [...DOCUMENT.matchAll(/^\| `(\w+)` \| (\w+)(?:[^\w|][^|]*)?\|([^|]*)\|/gm)]
    .map(([, name = '', type, labels = '']) => ({
      name,
      type,
      labels: [...labels.matchAll(/`(\w+)`/g)].map(([, label]) => label),
    }))
    .filter(({ name }) => !DEFAULT.test(name));
  const registered = new Metrics().registry
    .getMetricsAsArray()
    .filter(({ name }) => !DEFAULT.test(name))
    .map((metric) => ({
      name: metric.name,
      type: String(metric.type),
      labels: (metric as unknown as { labelNames: string[] }).labelNames,
    }));
  const byName = <One extends { name: string }>(all: One[]): One[] =>
    all.sort((a, b) => a.name.localeCompare(b.name));
  expect(byName(documented)).toEqual(byName(registered));
});
