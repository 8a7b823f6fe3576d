import { join, sep } from 'node:path';
import { defaultChoice } from '@app/ai';
import { type Configuration, providersThatAreOn, SIMULATED_PROVIDER } from '@app/config';

/** What runs, as the banner shows it. */
export interface Running {
  readonly apiUrl: string;
  readonly workerUrl: string;
  readonly keysNeeded: boolean;
  /** Of the embedded PostgreSQL; null where there is none. */
  readonly databaseFolder: string | null;
  /** Who API and worker run as, where that is not plain. */
  readonly account: string | null;
}

/**
 * What a person needs to know once everything runs: where it is and what is in force. Holds no credential.
 */
export function banner(
  configuration: Configuration,
  { apiUrl, workerUrl, keysNeeded, databaseFolder, account }: Running,
): string {
  const { dataDir, redis, filesS3 } = configuration;
  const rows = [
    ['API', `${apiUrl}/api/v1`],
    ['Dashboard', `${apiUrl}/`],
    ['Swagger UI', `${apiUrl}/docs`],
    ['Health', `${apiUrl}/health/ready`],
    ['Worker health', `${workerUrl}/health/ready`],
    ['Model', model(configuration)],
    ['Broker', redis ? 'the Redis of REDIS_URL' : 'the database; REDIS_URL is not set'],
    ['Database', database(configuration, databaseFolder)],
    ['Files', filesS3 ? 'the bucket of FILES_S3_BUCKET' : `under ${dataDir}`],
    ['Access', access(configuration, keysNeeded)],
    ...(account ? [['Runs as', account]] : []),
  ];
  return [
    '',
    'Ready. Ctrl-C stops everything.',
    '',
    ...rows.map(([name, value]) => `  ${name?.padEnd(14)} ${value}`),
    '',
    'Try it:',
    '',
    `  ${request(apiUrl, keysNeeded)}`,
    '',
    '',
  ].join('\n');
}

function model(configuration: Configuration): string {
  const { provider, model: name } = defaultChoice(configuration);
  const on = providersThatAreOn(configuration.ai.providers);
  if (provider === SIMULATED_PROVIDER)
    return on.length > 0 ? 'simulated, by DEFAULT_PROVIDER' : "simulated, no provider's key is set";
  const others = on.filter((other) => other !== provider);
  return `${provider}, ${name}${others.length > 0 ? `; also on: ${others.join(', ')}` : ''}`;
}

function database({ databaseUrl, dataDir }: Configuration, folder: string | null): string {
  if (databaseUrl) return 'the PostgreSQL of DATABASE_URL';
  const isElsewhere = folder !== null && !folder.startsWith(join(dataDir, sep));
  return `embedded PostgreSQL, ${isElsewhere ? `${folder}, as its user cannot enter ${dataDir}` : `under ${dataDir}`}; DATABASE_URL is not set`;
}

function access({ auth, api }: Configuration, keysNeeded: boolean): string {
  if (keysNeeded) return `a key of API_KEYS is needed (${auth.keys.map(({ name }) => name).join(', ')})`;
  return auth.mode === 'off'
    ? `open to whoever reaches ${api.host}, by AUTH=off`
    : 'open: from this machine no key is needed';
}

function request(apiUrl: string, keysNeeded: boolean): string {
  const key = keysNeeded ? ` -H 'authorization: Bearer <key>'` : '';
  return `curl -X POST ${apiUrl}/api/v1/tasks${key} -H 'content-type: application/json' -d '{"prompt":"What is artificial intelligence?"}'`;
}
