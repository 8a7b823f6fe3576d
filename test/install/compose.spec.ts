import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';

interface Service {
  readonly logging?: { readonly options?: Record<string, string> };
  readonly mem_limit?: string;
  readonly restart?: string;
  readonly user?: string;
  readonly read_only?: boolean;
  readonly build?: string;
  readonly stop_grace_period?: string;
  readonly environment?: Record<string, string | number>;
}

describe('docker-compose.yml', () => {
  let text: string;
  let services: Record<string, Service>;

  beforeAll(async () => {
    text = await readFile('docker-compose.yml', 'utf8');
    ({ services } = parse(text, { merge: true }) as { services: Record<string, Service> });
  });

  it('has no default for anything secret, and says what to set', () => {
    const secrets = [...text.matchAll(/\$\{([A-Z_]*(?:PASSWORD|KEY|KEYS|SECRET)[A-Z_]*)(:?[-?][^}]*)?\}/g)];
    expect(new Set(secrets.map(([, name]) => name))).toEqual(new Set(['POSTGRES_PASSWORD', 'API_KEYS']));
    for (const [, name, rule] of secrets) expect(rule).toMatch(new RegExp(`^:\\?set ${name} in .env`));
  });

  it('bounds the log and the memory of every service, and starts each again', () => {
    for (const service of Object.values(services)) {
      expect(service).toMatchObject({
        logging: { options: { 'max-size': '10m', 'max-file': '5' } },
        restart: 'unless-stopped',
      });
      expect(service.mem_limit).toMatch(/^\d+[mg]$/);
    }
  });

  it('lets nothing of ours write beside /data and /tmp, and gives workers longer than their drain', () => {
    const ours = Object.values(services).filter(({ build }) => build);
    expect(ours.length).toBe(3);
    for (const service of ours)
      expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'], tmpfs: ['/tmp'] });
    for (const { environment, stop_grace_period: grace } of ours.filter(
      ({ environment }) => environment?.DRAIN_SECONDS,
    )) {
      expect(parseInt(grace ?? '0', 10)).toBeGreaterThan(Number(environment?.DRAIN_SECONDS));
    }
  });

  it('has every variable that it asks for in the commands of the docs', async () => {
    const docs = (
      await Promise.all(
        ['docs/deployment.md', 'docs/observability.md', 'README.md'].map((file) => readFile(file, 'utf8')),
      )
    ).join('\n');
    const asked = [...text.matchAll(/\$\{([A-Z_]+)/g)]
      .map(([, name]) => name ?? '')
      .filter((name) => !name.startsWith('COMPOSE_'));
    for (const name of asked) expect(docs).toContain(name);
  });
});
