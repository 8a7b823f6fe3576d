export { urlProblem } from './addresses/url-rule.js';
export { WebhookPolicy } from './webhook-policy.js';
export { WebhookDeliveryModule, WebhooksModule } from './webhooks.module.js';
export { WebhooksService } from './webhooks.service.js';
