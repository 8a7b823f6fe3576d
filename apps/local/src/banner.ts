import { join, sep } from 'node:path';
import type { Configuration } from '@app/config';

export interface Running {
  readonly api: string;
  readonly worker: string;
  /** Of the embedded PostgreSQL; null where there is none. */
  readonly databaseFolder: string | null;
  /** Who API and worker run as, where that is not plain. */
  readonly account: string | null;
}

/** What a person needs to know once everything runs. Holds no credential. */
export function banner(configuration: Configuration, { api: apiUrl, worker: workerUrl, databaseFolder, account }: Running): string {
  const { dataDir, databaseUrl, redisUrl } = configuration;
  const database = databaseUrl ? 'the PostgreSQL of DATABASE_URL' : 'embedded PostgreSQL';
  const rows = [
    ['API', `${apiUrl}/api/v1`],
    ['Swagger UI', `${apiUrl}/docs`],
    ['Health', `${apiUrl}/health/ready`],
    ['Worker health', `${workerUrl}/health/ready`],
    ['Data', databaseUrl ? `${database}; files in ${dataDir}` : dataDir],
    ...(databaseFolder && !databaseFolder.startsWith(join(dataDir, sep))
      ? [['Database', `${databaseFolder}, as its user cannot enter ${dataDir}`]]
      : []),
    ...(account ? [['Runs as', account]] : []),
    ['Broker', redisUrl ? 'the Redis of REDIS_URL' : database],
  ];
  const body = `'{"prompt":"What is artificial intelligence?"}'`;
  return [
    '',
    'Ready. Ctrl-C stops everything.',
    '',
    ...rows.map(([name, value]) => `  ${name?.padEnd(14)} ${value}`),
    '',
    'Try it:',
    '',
    `  curl -X POST ${apiUrl}/api/v1/tasks -H 'content-type: application/json' -d ${body}`,
    '',
    '',
  ].join('\n');
}
