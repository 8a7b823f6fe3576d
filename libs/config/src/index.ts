export { type ApiKey, digestOf, INCLUDED_SCOPES, type Scope, SCOPES } from './api-keys.js';
export { type AwsSettings, type QueueSettings, type TopicSettings } from './aws.js';
export { ConfigModule } from './config.module.js';
export { ConfigurationError } from './configuration-error.js';
export {
  Configuration,
  directDatabaseUrl,
  loadConfiguration,
  requireDatabaseUrl,
  type S3Settings,
} from './configuration.js';
export { EnvFileError, loadEnvFile } from './env-file.mjs';
export { envNames } from './env.js';
export {
  type ProviderName,
  PROVIDERS,
  type ProviderSettings,
  type ProvidersSettings,
  providersThatAreOn,
  SIMULATED_PROVIDER,
} from './providers.js';
export { type PostgresServer, postgresAddress, type SessionAttributes } from './postgres-url.js';
export { withOneHost } from './several-hosts.js';
export { type RedisAddress, redisAddress, type RedisNode } from './redis-url.js';
export { proxyFor, type ProxySettings } from './proxies.js';
export { apiFlags, workerFlags } from './flags.js';
export { IsWebhookSecret, WEBHOOK_SECRET_PATTERN } from './webhook-secret.js';
