export { type ErrorDetails, errorDetails, type ToldError } from './error-details.js';
export { EventLoopHealth } from './event-loop.health.js';
export { exitWithParent } from './exit-with-parent.js';
export { awaitTurn, obeyKeeper, SUCCESSION, TAKES_OVER, tellKeeper, type WorkOrders } from './succession.js';
export { createLogger, type Logger, NestLogger } from './logger.js';
export { Metrics } from './metrics.js';
export { type SideReport, SideWork } from './side-work.js';
export { LOGGER, ObservabilityModule } from './observability.module.js';
export { RateLimited } from './rate-limited.js';
export { type SecretMask, secretMask } from './secret-mask.js';
export { startTracing } from './tracing/start-tracing.js';
export {
  codeOfError,
  NoTracing,
  type OpenSpan,
  type SpanAttributes,
  type SpanStart,
  Tracing,
} from './tracing/tracing.js';
