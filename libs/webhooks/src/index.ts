export { LONGEST_URL, urlProblem } from './addresses/url-rule.js';
export { maskedUrl } from './masked-url.js';
export { type GivenWebhook, WebhookPolicy } from './webhook-policy.js';
export { WebhookDeliveryModule, WebhooksModule } from './webhooks.module.js';
export { WebhooksService } from './webhooks.service.js';
