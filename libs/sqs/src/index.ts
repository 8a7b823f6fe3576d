export { SqsModule } from './sqs.module.js';
