export { type Broker, createBroker } from './broker.js';
export { BrokerHealth } from './broker.health.js';
export { QueueModule } from './queue.module.js';
export { deliveredBy, type QueueName, QUEUES, type TaskJob } from './queues.js';
