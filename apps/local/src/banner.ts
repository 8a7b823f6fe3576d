import type { Configuration } from '@app/config';

/** What a person needs to know once everything runs. Holds no credential. */
export function banner(configuration: Configuration, apiUrl: string, workerUrl: string): string {
  const { dataDir, databaseUrl, redisUrl } = configuration;
  const database = databaseUrl ? 'the PostgreSQL of DATABASE_URL' : 'embedded PostgreSQL';
  const rows = [
    ['API', `${apiUrl}/api/v1`],
    ['Swagger UI', `${apiUrl}/docs`],
    ['Health', `${apiUrl}/health/ready`],
    ['Worker health', `${workerUrl}/health/ready`],
    ['Data', databaseUrl ? `${database}; files in ${dataDir}` : dataDir],
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
