import { ArrayMaxSize, ArrayNotEmpty, IsArray, IsIn, IsOptional } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { IsWebhookSecret, WEBHOOK_SECRET_PATTERN } from '@app/config';
import { WEBHOOK_EVENTS, type WebhookEvent } from '@app/persistence';
import type { GivenWebhook } from '@app/webhooks';
import { IgnoresUnknownNulls } from '@app/bodies';
import { UniqueItems } from '@app/handlers';
import { IsWebhookUrl } from './is-webhook-url.js';

/** Where a task tells its end, as a client sends it. */
@IgnoresUnknownNulls()
export class WebhookBody {
  @IsWebhookUrl('Where the event is POSTed to. A private, local or reserved address is refused.')
  readonly url!: string;

  @IsOptional()
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(WEBHOOK_EVENTS.length)
  @UniqueItems()
  @IsIn(WEBHOOK_EVENTS, { each: true, message: `must each be one of ${WEBHOOK_EVENTS.join(', ')}` })
  @JSONSchema(() => ({
    description: 'Which ends to tell; unset: all.',
    type: 'array',
    items: { type: 'string', enum: [...WEBHOOK_EVENTS] },
    minItems: 1,
    uniqueItems: true,
  }))
  readonly events?: WebhookEvent[];

  @IsOptional()
  @IsWebhookSecret()
  @JSONSchema({
    description:
      'Signs the event by Standard Webhooks: `whsec_` and the base64 of 24 to 64 bytes. It is never shown again. Unset: the WEBHOOK_SECRET of the installation, where there is one.',
    type: 'string',
    pattern: WEBHOOK_SECRET_PATTERN,
    writeOnly: true,
  })
  readonly secret?: string;
}

/** A body that was found valid. */
export function givenWebhook({ url, events, secret }: WebhookBody): GivenWebhook {
  const { href, host } = new URL(url);
  return { url: href, host, events: events ?? WEBHOOK_EVENTS, secret: secret ?? null };
}
