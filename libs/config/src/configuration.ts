import { resolve } from 'node:path';
import { validateSync } from 'class-validator';
import { type ApiKey, parseApiKeys } from './api-keys.js';
import { awsProblems, type AwsSettings, awsSettings } from './aws.js';
import { ConfigurationError } from './configuration-error.js';
import { type Env, envFrom } from './env.js';
import { type ProvidersSettings, providersThatAreOn, SIMULATED_PROVIDER } from './providers.js';
import type { ProxySettings } from './proxies.js';
import { type RedisAddress, redisAddress } from './redis-url.js';
import { secretsIn } from './secrets.js';
import { smtpUserAddress } from './smtp-url.js';

/** Where an S3-compatible storage is, and how to get in. */
export interface S3Settings {
  /** Null: the one of AWS for the region. */
  readonly endpoint: string | null;
  readonly bucket: string;
  readonly region: string;
  /** Null: what the AWS SDK finds by itself, such as the role of the machine. */
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string } | null;
}

/** All settings of a process, validated and frozen. Nest injects it by its class. */
export class Configuration {
  readonly api: { readonly host: string; readonly port: number };
  readonly worker: {
    readonly host: string;
    readonly port: number;
    /** Queues to take work from; null means all. */
    readonly queues: readonly string[] | null;
    /** Tasks of one queue that run at once in this process. */
    readonly concurrency: number;
    readonly drainMs: number;
  };
  /** Folders, files and installed packages with task types beside those of the product. */
  readonly taskTypes: readonly string[];
  readonly leaseMs: number;
  /** Null where the process was started without a database; see requireDatabase. */
  readonly databaseUrl: string | null;
  /** Past the pooler that databaseUrl leads to; null where that is PostgreSQL itself. */
  readonly databaseListenUrl: string | null;
  readonly databasePoolSize: number;
  /** How long others may hold up an update of the database's tables at the start. */
  readonly migrationWaitMs: number;
  /** How long accepting, claiming and the like wait for PostgreSQL before they give a connection up. */
  readonly databaseAnswerMs: number;
  readonly redis: RedisAddress | null;
  readonly queuePrefix: string;
  readonly dataDir: string;
  /** So long after its end a task is removed. */
  readonly taskRetentionMs: number;
  /** Largest upload, and largest file that a task may make, in bytes. */
  readonly maxFileBytes: number;
  /** Largest result, generated text or log of a task, in bytes. */
  readonly maxResultBytes: number;
  /** Null: files are kept under the data folder. */
  readonly filesS3: S3Settings | null;
  /** Where ClamAV's daemon listens. Null: files are not scanned. */
  readonly clamdUrl: string | null;
  /** Encrypt stored secrets; the newest first. Empty: a key is made under the data folder. */
  readonly secretsKeys: readonly string[];
  readonly auth: { readonly mode: Env['AUTH']; readonly keys: readonly ApiKey[] };
  /** Whose X-Forwarded-For is believed: addresses and networks. */
  readonly trustedProxies: readonly string[];
  readonly ai: {
    readonly providers: ProvidersSettings;
    readonly defaultProvider: string | null;
    readonly defaultModel: string | null;
  };
  /** Null where nobody wants to know. */
  readonly queueAlerts: {
    readonly waiting: number | null;
    /** Seconds. */
    readonly age: number | null;
    readonly webhookUrl: string | null;
  };
  readonly mail: {
    /** With user and password. Null: mail is written to files. */
    readonly smtpUrl: string | null;
    /** An address, or `Name <address>`. */
    readonly from: string;
  };
  readonly webhooks: {
    /** Signs webhooks that bring no secret of their own. */
    readonly secret: string | null;
    readonly allowPrivateAddresses: boolean;
    /** Before the first retry, the second and so on. */
    readonly retryDelaysMs: readonly number[];
    /** Of one try. */
    readonly timeoutMs: number;
    readonly proxies: ProxySettings;
  };
  readonly aws: AwsSettings;
  /** For all that is asked over HTTP: providers, webhooks, alerts. */
  readonly proxies: ProxySettings;
  readonly log: { readonly level: Env['LOG_LEVEL']; readonly format: 'pretty' | 'json' };
  /** The collector; null where nothing is traced. */
  readonly traces: { readonly url: string | null };
  /** Whether messages, stacks and causes of handlers' errors are kept and logged. */
  readonly errorDetails: boolean;
  /** What no log line and no stored error may show. Not enumerable, so that it is not shown with the rest. */
  declare readonly secrets: readonly string[];

  /** @param secrets see secretsIn */
  constructor(env: Env, secrets: readonly string[] = []) {
    this.api = { host: env.HOST, port: env.PORT };
    this.worker = {
      host: env.WORKER_HOST,
      port: env.WORKER_PORT,
      queues: env.QUEUES?.length ? env.QUEUES : null,
      concurrency: env.CONCURRENCY,
      drainMs: env.DRAIN_SECONDS * 1000,
    };
    this.taskTypes = env.TASK_TYPES ?? [];
    this.leaseMs = env.LEASE_SECONDS * 1000;
    this.databaseUrl = env.DATABASE_URL ?? null;
    this.databaseListenUrl = env.DATABASE_LISTEN_URL ?? null;
    this.databasePoolSize = env.DATABASE_POOL_SIZE;
    this.migrationWaitMs = env.MIGRATION_WAIT_SECONDS * 1000;
    this.databaseAnswerMs = env.DATABASE_ANSWER_SECONDS * 1000;
    this.redis = redisAddress(env.REDIS_URL);
    this.queuePrefix = keysTogether(env.QUEUE_PREFIX, this.redis);
    this.dataDir = resolve(env.DATA_DIR);
    this.taskRetentionMs = env.TASK_RETENTION_DAYS * 86_400_000;
    this.maxFileBytes = env.MAX_FILE_BYTES;
    this.maxResultBytes = env.MAX_RESULT_BYTES;
    this.filesS3 = s3Settings(env);
    this.clamdUrl = env.CLAMD_URL ?? null;
    this.secretsKeys = env.SECRETS_KEY;
    this.auth = { mode: env.AUTH, keys: parseApiKeys(env.API_KEYS) };
    this.trustedProxies = env.TRUSTED_PROXIES;
    this.ai = {
      providers: providersSettings(env),
      defaultProvider: env.DEFAULT_PROVIDER ?? null,
      defaultModel: env.DEFAULT_MODEL ?? null,
    };
    this.queueAlerts = alertSettings(env);
    this.mail = mailSettings(env);
    this.proxies = proxySettings(env);
    this.webhooks = {
      secret: env.WEBHOOK_SECRET ?? null,
      allowPrivateAddresses: env.WEBHOOK_ALLOW_PRIVATE_ADDRESSES === 'true',
      retryDelaysMs: env.WEBHOOK_RETRY_DELAYS.map((seconds) => Number(seconds) * 1000),
      timeoutMs: env.WEBHOOK_TIMEOUT_SECONDS * 1000,
      proxies: this.proxies,
    };
    this.aws = awsSettings(env);
    this.log = logSettings(env);
    this.traces = { url: tracesUrl(env) };
    this.errorDetails = env.ERROR_DETAILS === 'on';
    Object.defineProperty(this, 'secrets', { value: secrets });
    freezeDeep(this);
  }
}

function providersSettings(env: Env): ProvidersSettings {
  return {
    openai: { apiKey: env.OPENAI_API_KEY, baseUrl: env.OPENAI_BASE_URL },
    anthropic: { apiKey: env.ANTHROPIC_API_KEY, baseUrl: env.ANTHROPIC_BASE_URL },
    deepseek: { apiKey: env.DEEPSEEK_API_KEY, baseUrl: env.DEEPSEEK_BASE_URL },
    'openai-compatible': { apiKey: env.OPENAI_COMPATIBLE_API_KEY, baseUrl: env.OPENAI_COMPATIBLE_BASE_URL },
  };
}

/**
 * As curl and others read them, but for one thing: what has no HTTPS_PROXY takes HTTP_PROXY, as Node does.
 */
function proxySettings(env: Env): ProxySettings {
  const http = env.HTTP_PROXY ?? null;
  return { http, https: env.HTTPS_PROXY ?? http, none: env.NO_PROXY ?? '' };
}

function alertSettings(env: Env): Configuration['queueAlerts'] {
  return {
    waiting: env.QUEUE_ALERT_WAITING || null,
    age: env.QUEUE_ALERT_AGE_SECONDS || null,
    webhookUrl: env.QUEUE_ALERT_WEBHOOK_URL ?? null,
  };
}

/** As OpenTelemetry defines it: one for traces is used as it is, the common one gets their path. */
function tracesUrl(env: Env): string | null {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: own } = env;
  return own ?? (endpoint ? `${endpoint.replace(/(?<!\/)\/+$/, '')}/v1/traces` : null);
}

function logSettings({ LOG_LEVEL: level, LOG_FORMAT: format }: Env): Configuration['log'] {
  return { level, format: format ?? (process.stdout.isTTY ? 'pretty' : 'json') };
}

function mailSettings({ SMTP_URL: smtpUrl, MAIL_FROM: from }: Env): Configuration['mail'] {
  const user = smtpUrl ? smtpUserAddress(smtpUrl) : null;
  return { smtpUrl: smtpUrl ?? null, from: from ?? user ?? 'task-runner@localhost' };
}

function s3Settings(env: Env): S3Settings | null {
  const {
    FILES_S3_BUCKET: bucket,
    FILES_S3_ACCESS_KEY: accessKeyId,
    FILES_S3_SECRET_KEY: secretAccessKey,
  } = env;
  if (!bucket) return null;
  const credentials = accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey } : null;
  return { endpoint: env.FILES_S3_ENDPOINT ?? null, bucket, region: env.FILES_S3_REGION, credentials };
}

/**
 * Reads and validates the environment once.
 * @param flags what the command line overrides, by variable name, such as `{ QUEUES: 'ai_processing' }`
 * @throws ConfigurationError with all problems together
 */
export function loadConfiguration(
  variables: Readonly<Record<string, string | undefined>> = process.env,
  flags: Readonly<Record<string, string>> = {},
): Configuration {
  const env = envFrom({ ...variables, ...flags });
  const problems = validateSync(env).map(
    ({ property, constraints }) =>
      `${property}: ${Object.values(constraints ?? {})
        .map((text) => text.replace(`${property} `, ''))
        .join(', ')}`,
  );
  problems.push(...databaseProblems(env), ...s3Problems(env), ...providerProblems(env), ...awsProblems(env));
  if (problems.length > 0) throw new ConfigurationError(problems);
  return new Configuration(env, secretsIn(variables));
}

/** @throws ConfigurationError where no database is configured */
export function requireDatabaseUrl(configuration: Configuration): string {
  if (configuration.databaseUrl) return configuration.databaseUrl;
  throw new ConfigurationError([
    'DATABASE_URL: is needed by a part that runs alone; `npm start` brings an embedded PostgreSQL',
  ]);
}

/**
 * Where a session is ours alone: for LISTEN, for locks that outlive a transaction, and for BullMQ's queues.
 * @throws ConfigurationError where no database is configured
 */
export function directDatabaseUrl(configuration: Configuration): string {
  return configuration.databaseListenUrl ?? requireDatabaseUrl(configuration);
}

function databaseProblems({ DATABASE_URL, DATABASE_LISTEN_URL }: Env): string[] {
  return DATABASE_LISTEN_URL && !DATABASE_URL
    ? ['DATABASE_URL: is needed beside DATABASE_LISTEN_URL, which leads past its pooler']
    : [];
}

/** Half a storage would quietly be none: files would be kept where no other machine finds them. */
/** Keys of a cluster that are used together must be on one node: what stands in braces decides on which. */
function keysTogether(prefix: string, redis: RedisAddress | null): string {
  return redis?.kind === 'cluster' ? `{${prefix}}` : prefix;
}

function s3Problems({ FILES_S3_BUCKET: bucket, ...env }: Env): string[] {
  const problems: string[] = [];
  if (!bucket && (env.FILES_S3_ENDPOINT || env.FILES_S3_ACCESS_KEY))
    problems.push('FILES_S3_BUCKET: is needed by the other FILES_S3_ settings');
  if (!env.FILES_S3_ACCESS_KEY !== !env.FILES_S3_SECRET_KEY)
    problems.push('FILES_S3_SECRET_KEY: goes together with FILES_S3_ACCESS_KEY');
  return problems;
}

/** Only `simulated` is there without a setting, and nothing ever falls back to it. */
function providerProblems(env: Env): string[] {
  const problems: string[] = [];
  const on: string[] = [...providersThatAreOn(providersSettings(env)), SIMULATED_PROVIDER];
  if (env.DEFAULT_PROVIDER && !on.includes(env.DEFAULT_PROVIDER))
    problems.push(`DEFAULT_PROVIDER: names a provider that is not on; on are ${on.join(', ')}`);
  if (env.OPENAI_COMPATIBLE_API_KEY && !env.OPENAI_COMPATIBLE_BASE_URL)
    problems.push('OPENAI_COMPATIBLE_BASE_URL: is needed where OPENAI_COMPATIBLE_API_KEY is set');
  return problems;
}

function freezeDeep(value: object): void {
  Object.freeze(value);
  for (const inner of Object.values(value) as unknown[]) {
    if (typeof inner === 'object' && inner !== null && !Object.isFrozen(inner)) freezeDeep(inner);
  }
}
