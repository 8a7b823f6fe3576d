import { readdirSync } from 'node:fs';
import { describeWithPromtool, promtool } from '../support/promtool.js';

const PROMETHEUS = 'deploy/observability/prometheus';

const filesIn = (folder: string): string[] =>
  readdirSync(`${PROMETHEUS}/${folder}`).map((name) => `${PROMETHEUS}/${folder}/${name}`);

describeWithPromtool('the files for Prometheus', () => {
  it('have a configuration that Prometheus accepts', () => {
    expect(promtool(['check', 'config', '--syntax-only', `${PROMETHEUS}/prometheus.yml`])).toMatchObject({
      status: 0,
    });
  });

  it('have rules that Prometheus accepts', () => {
    expect(promtool(['check', 'rules', ...filesIn('rules')])).toMatchObject({ status: 0 });
  });

  it('have rules that pass their tests', () => {
    expect(promtool(['test', 'rules', ...filesIn('tests')])).toMatchObject({ status: 0 });
  });
});
