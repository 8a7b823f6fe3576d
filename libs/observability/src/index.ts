export { createLogger, type Logger, NestLogger } from './logger.js';
export { LOGGER, LoggingModule } from './logging.module.js';
export { RateLimited } from './rate-limited.js';
