export { type Broker } from './broker.js';
export { createBroker } from './create-broker.js';
export { checkBroker } from './check-broker.js';
export { brokerReady } from './broker-ready.js';
export { BROKER } from './broker.token.js';
export { BrokerHealth } from './broker.health.js';
export { QueueModule } from './queue.module.js';
export { deliveredBy, type TaskJob } from './task-job.js';
