import { Injectable } from '@nestjs/common';
import { Configuration } from '@app/config';
import type { NewWebhook } from '@app/persistence';
import { Secrets } from '@app/secrets';
import type { InputProblem } from '@app/tasks';
import { urlProblem } from './addresses/url-rule.js';
import { isMasked } from './masked-url.js';

/** A webhook as a client sends it, well formed. */
export interface GivenWebhook extends Pick<NewWebhook, 'url' | 'host' | 'events'> {
  /** `whsec_…`; null means that WEBHOOK_SECRET signs. */
  readonly secret: string | null;
}

/** What this installation allows of a webhook that is well formed, and how it is kept. */
@Injectable()
export class WebhookPolicy {
  constructor(
    private readonly configuration: Configuration,
    private readonly secrets: Secrets,
  ) {}

  /** @param kept the secret that a webhook has already and that stays, sealed */
  problemsOf({ url, secret }: GivenWebhook, kept: NewWebhook['secret'] = null): InputProblem[] {
    const { allowPrivateAddresses, secret: ours } = this.configuration.webhooks;
    const problem = isMasked(url)
      ? 'is masked, as answers show it; send the whole URL'
      : urlProblem(url, allowPrivateAddresses);
    const problems: InputProblem[] = problem ? [{ path: ['webhook', 'url'], message: problem }] : [];
    if (secret || kept || ours) return problems;
    return [
      ...problems,
      { path: ['webhook', 'secret'], message: 'is needed: this installation has no WEBHOOK_SECRET' },
    ];
  }

  /** Its secret is encrypted from here on, wherever it goes. @throws SecretsUnavailable */
  sealed({ secret, ...webhook }: GivenWebhook, kept: NewWebhook['secret'] = null): NewWebhook {
    return { ...webhook, secret: secret ? this.secrets.seal(secret) : kept };
  }
}
