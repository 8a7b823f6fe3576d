import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsIn,
  IsOptional,
  ValidateBy,
  type ValidationArguments,
} from 'class-validator';
import { UniqueItems } from '../requests/unique-items.js';
import { IsWebhookSecret } from '@app/config';
import { WEBHOOK_EVENTS, type WebhookEvent } from '@app/persistence';
import { type GivenWebhook, urlProblem } from '@app/webhooks';

/** What is wrong with any URL; which addresses are allowed is a matter of configuration. */
const problemOf = (value: unknown): string | null =>
  typeof value === 'string' ? urlProblem(value, true) : 'must be a string';

const IsWebhookUrl = (): PropertyDecorator =>
  ValidateBy({
    name: 'isWebhookUrl',
    validator: {
      validate: (value) => problemOf(value) === null,
      defaultMessage: (given?: ValidationArguments) => problemOf(given?.value) ?? 'is not valid',
    },
  });

/** Where a task tells its end, as a client sends it. */
export class WebhookBody {
  @ApiProperty({
    description: 'Where the event is POSTed to. A private, local or reserved address is refused.',
    format: 'uri',
    maxLength: 2048,
    example: 'https://example.com/hooks/tasks',
  })
  @IsWebhookUrl()
  readonly url!: string;

  @ApiPropertyOptional({
    description: 'Which ends to tell; unset: all.',
    type: 'array',
    items: { type: 'string', enum: [...WEBHOOK_EVENTS] },
    minItems: 1,
    uniqueItems: true,
  })
  @IsOptional()
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(WEBHOOK_EVENTS.length)
  @UniqueItems()
  @IsIn(WEBHOOK_EVENTS, { each: true, message: `must each be one of ${WEBHOOK_EVENTS.join(', ')}` })
  readonly events?: WebhookEvent[];

  @ApiPropertyOptional({
    description:
      'Signs the event by Standard Webhooks: `whsec_` and the base64 of 24 to 64 bytes. It is never shown again. Unset: the WEBHOOK_SECRET of the installation, where there is one.',
    pattern: '^whsec_[A-Za-z0-9+/]+={0,2}$',
    writeOnly: true,
  })
  @IsOptional()
  @IsWebhookSecret()
  readonly secret?: string;
}

/** A body that was found valid. */
export function givenWebhook({ url, events, secret }: WebhookBody): GivenWebhook {
  const { href, host } = new URL(url);
  return { url: href, host, events: events ?? WEBHOOK_EVENTS, secret: secret ?? null };
}
