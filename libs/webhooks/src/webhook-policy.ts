import { Injectable } from '@nestjs/common';
import { Configuration } from '@app/config';
import type { NewWebhook } from '@app/persistence';
import type { InputProblem } from '@app/tasks';
import { urlProblem } from './addresses/url-rule.js';

/** What this installation allows of a webhook that is well formed. */
@Injectable()
export class WebhookPolicy {
  constructor(private readonly configuration: Configuration) {}

  problemsOf({ url, secret }: NewWebhook): InputProblem[] {
    const { allowPrivateAddresses, secret: ours } = this.configuration.webhooks;
    const problem = urlProblem(url, allowPrivateAddresses);
    const problems: InputProblem[] = problem ? [{ path: 'webhook.url', message: problem }] : [];
    if (secret || ours) return problems;
    return [...problems, { path: 'webhook.secret', message: 'is needed: this installation has no WEBHOOK_SECRET' }];
  }
}
