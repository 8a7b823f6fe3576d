import 'reflect-metadata';
import { plainToInstance, Transform, Type } from 'class-transformer';
import {
  getMetadataStorage,
  IsIn,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  Matches,
  Max,
  Min,
  MinLength,
} from 'class-validator';
import { IsAddressRanges } from './address-ranges.js';
import { IsApiKeys } from './api-keys.js';
import { IsHeaderKey } from './header-key.js';
import { IsPostgresUrl } from './postgres-url.js';
import { IsQueueUrl } from './queue-url.js';
import { IsServiceUrl } from './service-url.js';
import { IsRedisUrl } from './redis-url.js';
import { IsSmtpUrl } from './smtp-url.js';
import { IsWebhookSecret } from './webhook-secret.js';

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
const HOST = {
  pattern: /^[\w.:%-]+$/,
  message: 'must be an IP address or a host name, without protocol and port',
};
const BASE_URL = { protocols: ['http', 'https'], byFetch: true };
const SECRET = /^\S+$/;
const MAIL_FROM = /^(?:[^<>\p{Cc}]*<[^<>\s@]+@[^<>\s@]+>|[^<>\s@]+@[^<>\s@]+)$/u;
/** PostgreSQL holds 256 MB in one value, and every copy of a result on its way is in memory. */
const MOST_RESULT_BYTES = 64 * 1024 ** 2;
const PORT = '(?:[1-9]\\d{0,3}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d{2}|655[0-2]\\d|6553[0-5])';
const CLAMD_URL = new RegExp(`^(?:tcp://(?:[\\w.-]+|\\[[\\da-f:]+\\])(?::${PORT})?|unix:///\\S+)$`, 'i');
const TOPIC_ARN = /^arn:aws[\w-]*:sns:[a-z0-9-]+:\d{12}:[\w-]{1,256}(?:\.fifo)?$/;
/** 5 GiB: what S3 keeps as one object, and far beyond what a request should carry. */
const MOST_FILE_BYTES = 5 * 1024 ** 3;

const List = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) =>
    typeof value === 'string'
      ? value
          .split(',')
          .map((part) => part.trim())
          .filter(Boolean)
      : value,
  );

/**
 * The environment variables that the product reads, with their defaults. An empty variable counts as unset.
 */
export class Env {
  @Matches(HOST.pattern, HOST) HOST = '127.0.0.1';
  @Type(() => Number) @IsInt() @Min(0) @Max(65535) PORT = 3000;
  @Matches(HOST.pattern, HOST) WORKER_HOST = '127.0.0.1';
  @Type(() => Number) @IsInt() @Min(0) @Max(65535) WORKER_PORT = 3001;

  @IsOptional() @IsPostgresUrl() DATABASE_URL?: string;
  @IsOptional() @IsPostgresUrl() DATABASE_LISTEN_URL?: string;
  @Type(() => Number) @IsInt() @Min(2) @Max(500) DATABASE_POOL_SIZE = 10;
  @Type(() => Number) @IsNumber() @Min(1) @Max(86_400) MIGRATION_WAIT_SECONDS = 600;
  @Type(() => Number) @IsInt() @Min(1) @Max(60) DATABASE_ANSWER_SECONDS = 6;
  @IsOptional() @IsRedisUrl() REDIS_URL?: string;
  @Matches(/^[\w:-]{1,64}$/, { message: 'must be 1 to 64 letters, digits, _, - or :' }) QUEUE_PREFIX =
    'tasks';
  @IsString() @MinLength(1) DATA_DIR = '.data';

  @Type(() => Number) @IsInt() @Min(1) @Max(36_500) TASK_RETENTION_DAYS = 30;

  @Type(() => Number) @IsInt() @Min(1) @Max(MOST_FILE_BYTES) MAX_FILE_BYTES = 52_428_800;
  @Type(() => Number) @IsInt() @Min(1_024) @Max(MOST_RESULT_BYTES) MAX_RESULT_BYTES = 4_194_304;
  @IsOptional() @IsServiceUrl({ protocols: ['http', 'https'] }) FILES_S3_ENDPOINT?: string;
  @IsOptional()
  @Matches(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, { message: 'must be the name of a bucket' })
  FILES_S3_BUCKET?: string;
  @Matches(/^[\w-]{1,64}$/, { message: 'must be the name of a region' }) FILES_S3_REGION = 'us-east-1';
  @IsOptional() @IsHeaderKey() FILES_S3_ACCESS_KEY?: string;
  @IsOptional() @Matches(SECRET, { message: 'must be a key without spaces' }) FILES_S3_SECRET_KEY?: string;

  @IsOptional()
  @List()
  @Matches(/^[a-z][a-z0-9_-]*$/, { each: true, message: 'must list queue names, separated by commas' })
  QUEUES?: string[];
  @IsOptional() @List() @IsString({ each: true }) TASK_TYPES?: string[];
  @Type(() => Number) @IsInt() @Min(1) @Max(1000) CONCURRENCY = 10;
  @Type(() => Number) @IsNumber() @Min(0) @Max(3600) DRAIN_SECONDS = 30;
  @Type(() => Number) @IsNumber() @Min(1) @Max(3600) LEASE_SECONDS = 15;

  @List()
  @Matches(/^[A-Za-z0-9+/_-]{43}=?$/, {
    each: true,
    message: 'must be the base64 of 32 bytes; several keys are separated by commas',
  })
  SECRETS_KEY: string[] = [];

  @IsIn(['auto', 'required', 'off']) AUTH: 'auto' | 'required' | 'off' = 'auto';
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? apiKeyEntries(value) : value))
  @IsApiKeys()
  API_KEYS: string[] = [];
  @List() @IsAddressRanges() TRUSTED_PROXIES: string[] = [];

  @IsOptional() @IsHeaderKey() OPENAI_API_KEY?: string;
  @IsOptional() @IsServiceUrl(BASE_URL) OPENAI_BASE_URL?: string;
  @IsOptional() @IsHeaderKey() ANTHROPIC_API_KEY?: string;
  @IsOptional() @IsServiceUrl(BASE_URL) ANTHROPIC_BASE_URL?: string;
  @IsOptional() @IsHeaderKey() DEEPSEEK_API_KEY?: string;
  @IsOptional() @IsServiceUrl(BASE_URL) DEEPSEEK_BASE_URL?: string;
  @IsOptional() @IsServiceUrl(BASE_URL) OPENAI_COMPATIBLE_BASE_URL?: string;
  @IsOptional() @IsHeaderKey() OPENAI_COMPATIBLE_API_KEY?: string;
  @IsOptional() @IsString() DEFAULT_PROVIDER?: string;
  @IsOptional() @IsString() DEFAULT_MODEL?: string;

  @IsOptional()
  @Matches(CLAMD_URL, { message: 'must be tcp://host:port or unix:///path' })
  CLAMD_URL?: string;

  @IsOptional() @IsSmtpUrl() SMTP_URL?: string;
  @IsOptional() @Matches(MAIL_FROM, { message: 'must be an address, or Name <address>' }) MAIL_FROM?: string;
  @IsOptional() @IsWebhookSecret() WEBHOOK_SECRET?: string;
  @IsIn(['true', 'false']) WEBHOOK_ALLOW_PRIVATE_ADDRESSES: 'true' | 'false' = 'false';
  @List()
  @Matches(/^\d{1,6}(\.\d{1,3})?$/, { each: true, message: 'must list seconds, separated by commas' })
  WEBHOOK_RETRY_DELAYS: string[] = ['5', '30', '120', '600', '3600', '10800', '28800', '86400', '129600'];
  @Type(() => Number) @IsNumber() @Min(0.1) @Max(60) WEBHOOK_TIMEOUT_SECONDS = 15;
  @Type(() => Number) @IsInt() @Min(0) @Max(1_000_000_000) QUEUE_ALERT_WAITING = 1000;
  @Type(() => Number) @IsInt() @Min(0) @Max(1_000_000_000) QUEUE_ALERT_AGE_SECONDS = 300;
  @IsOptional() @IsServiceUrl({ ...BASE_URL, query: true }) QUEUE_ALERT_WEBHOOK_URL?: string;

  @IsOptional() @IsQueueUrl() SQS_INGEST_QUEUE_URL?: string;
  @IsOptional() @IsQueueUrl() SQS_EVENTS_QUEUE_URL?: string;
  @IsOptional()
  @Matches(TOPIC_ARN, {
    message: 'must be the ARN of a topic, such as arn:aws:sns:eu-west-1:123456789012:name',
  })
  SNS_EVENTS_TOPIC_ARN?: string;
  @IsOptional()
  @Matches(/^[a-z]{2}[\w-]{1,62}$/, { message: 'must be the name of a region' })
  AWS_REGION?: string;

  @IsOptional() @IsServiceUrl({ protocols: ['http', 'https'], credentials: true }) HTTP_PROXY?: string;
  @IsOptional() @IsServiceUrl({ protocols: ['http', 'https'], credentials: true }) HTTPS_PROXY?: string;
  @IsOptional() @IsString() NO_PROXY?: string;

  @IsIn(LOG_LEVELS) LOG_LEVEL: (typeof LOG_LEVELS)[number] = 'info';
  @IsOptional() @IsIn(['pretty', 'json']) LOG_FORMAT?: 'pretty' | 'json';
  @IsIn(['on', 'off']) ERROR_DETAILS: 'on' | 'off' = 'on';
  @IsOptional() @IsServiceUrl({ protocols: ['http', 'https'] }) OTEL_EXPORTER_OTLP_ENDPOINT?: string;
  @IsOptional()
  @IsServiceUrl({ protocols: ['http', 'https'], query: true })
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT?: string;
}

/** Env as class-transformer makes it: text becomes numbers and lists, an empty variable its default. */
export function envFrom(variables: Readonly<Record<string, string | undefined>>): Env {
  const valueOf = (name: string): string | undefined =>
    (isProxy(name) && variables[name.toLowerCase()]) || variables[name];
  const given = Object.fromEntries(
    envNames()
      .filter(valueOf)
      .map((name) => [name, valueOf(name)]),
  );
  return plainToInstance(Env, given, { exposeDefaultValues: true });
}

/** Other programs read these in small letters, and where both are set, those first. */
function isProxy(name: string): boolean {
  return name.endsWith('_PROXY');
}

/** The names of all variables, in the order in which they are declared. */
export function envNames(): string[] {
  const rules = getMetadataStorage().getTargetValidationMetadatas(Env, '', false, false);
  return [...new Set(rules.map((rule) => rule.propertyName))];
}

/**
 * Entries are separated by commas, semicolons or spaces; a comma before a part without a colon belongs to the
 * scopes.
 */
function apiKeyEntries(value: string): string[] {
  return value
    .split(/[\s;]+|,(?=[^,:]*:)/)
    .map((entry) => entry.replace(/(?<!,),+$/, ''))
    .filter(Boolean);
}
